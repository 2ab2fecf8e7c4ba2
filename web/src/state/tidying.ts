/** What people do with a line of the chat list: shown at once, taken back if the server refuses. */

import { pinnedIds } from '../model/chat'
import { failureOf } from '../model/failure'
import type { PeerId } from '../model/peer'
import { api } from './bridge'
import { changeChat, chatOf, chats, dropChat, orderPinned, placePinned } from './chats.svelte'
import { t } from './language.svelte'
import { tell } from './notice.svelte'
import { now } from './now.svelte'

/** Until the end of time, as the API has it. */
export const FOR_EVER = 2 ** 31 - 1

async function attempt(work: Promise<unknown>, undo: () => void): Promise<void> {
  try {
    await work
  } catch (error) {
    undo()
    tell(failureOf(error))
  }
}

export function pin(id: PeerId, on: boolean): Promise<void> {
  const { archived } = chatOf(id)
  const before = pinnedIds(archived ? chats.archived : chats.sorted, archived)
  placePinned(id, on)
  return attempt(api.tidying.pin(id, on), () => orderPinned(before, archived))
}

export function reorder(ids: PeerId[], before: PeerId[], archived: boolean): Promise<void> {
  orderPinned(ids, archived)
  return attempt(api.tidying.orderPinned(ids, archived), () => orderPinned(before, archived))
}

export function archive(id: PeerId, on: boolean): Promise<void> {
  const { archived, pinned } = chatOf(id)
  changeChat(id, { archived: on, pinned: 0 })
  tell(t(on ? 'chats.archivedNow' : 'chats.unarchivedNow'), {
    label: t('app.undo'),
    act: () => void archive(id, archived),
  })
  return attempt(api.tidying.archive([id], on), () => changeChat(id, { archived, pinned }))
}

/** For so many seconds; for ever without them; 0 gives the sound back. */
export function mute(id: PeerId, seconds?: number): Promise<void> {
  const { muted, mutedUntil } = chatOf(id)
  const until = seconds === undefined ? FOR_EVER : seconds && now() + seconds
  changeChat(id, { muted: until > 0, mutedUntil: until })
  return attempt(api.tidying.mute(id, until), () => changeChat(id, { muted, mutedUntil }))
}

export function markUnread(id: PeerId): Promise<void> {
  changeChat(id, { markedUnread: true })
  return attempt(api.tidying.markUnread(id, true), () => changeChat(id, { markedUnread: false }))
}

/** Marks all of a chat as read. */
export async function markAllRead(id: PeerId): Promise<void> {
  const { last, unread, markedUnread, readIn, mentions, reactions } = chatOf(id)
  changeChat(id, { unread: 0, markedUnread: false, mentions: 0, reactions: 0 })
  const asked: Promise<unknown>[] = []
  if (unread && last) asked.push(api.messages.read(id, last.id))
  if (markedUnread) asked.push(api.tidying.markUnread(id, false))
  if (reactions) asked.push(api.reactions.seen(id))
  const undo = { unread, markedUnread, readIn, mentions, reactions }
  await attempt(Promise.all(asked), () => changeChat(id, undo))
}

export async function remove(id: PeerId, forAll: boolean): Promise<void> {
  await api.tidying.remove(id, forAll)
  dropChat(id)
}
