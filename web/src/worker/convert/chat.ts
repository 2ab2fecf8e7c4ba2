/** Dialogs of the API → chats. */

import type { tl } from '@mtcute/core'
import type { ChatsPage } from '../../bridge/chats'
import type { Chat } from '../../model/chat'
import { writeMarkup } from '../../model/markup'
import type { Message } from '../../model/message'
import type { PeerId } from '../../model/peer'
import { entitiesOf } from './entity'
import { messageOf } from './message'
import { peerIdOf, peersOf } from './peer'

/** Folders of the API: two lists, each chat in one of them. */
export const MAIN = 0
export const ARCHIVE = 1

const FOR_EVER_S = 2 ** 31 - 1

export function isMuted(settings: tl.TypePeerNotifySettings, now = Date.now() / 1000): boolean {
  return (settings.muteUntil ?? 0) >= Math.min(now, FOR_EVER_S)
}

/** A draft as it would be typed. */
export function draftOf(draft: tl.TypeDraftMessage | undefined): Chat['draft'] {
  if (draft?._ !== 'draftMessage' || !draft.message) return undefined
  const text = writeMarkup({ text: draft.message, entities: entitiesOf(draft.entities) })
  return { text, date: draft.date }
}

/** @param pinnedBefore how many pinned chats earlier pages had */
export function chatsOf(
  from: tl.messages.RawDialogs | tl.messages.RawDialogsSlice | tl.messages.RawPeerDialogs,
  self: number,
  pinnedBefore = 0,
): ChatsPage {
  const last = new Map<PeerId, Message>()
  for (const raw of from.messages) {
    const message = messageOf(raw, self)
    if (message) last.set(message.chat, message)
  }
  let pinned = pinnedBefore
  const chats: Chat[] = []
  for (const dialog of from.dialogs) {
    if (dialog._ !== 'dialog') continue
    const id = peerIdOf(dialog.peer)
    const chat: Chat = {
      id,
      unread: dialog.unreadCount,
      mentions: dialog.unreadMentionsCount,
      reactions: dialog.unreadReactionsCount,
      markedUnread: dialog.unreadMark === true,
      readIn: dialog.readInboxMaxId,
      readOut: dialog.readOutboxMaxId,
      pinned: dialog.pinned ? ++pinned : 0,
      archived: dialog.folderId === ARCHIVE,
      muted: isMuted(dialog.notifySettings),
      mutedUntil: dialog.notifySettings.muteUntil ?? 0,
    }
    const message = last.get(id)
    if (message) chat.last = message
    const draft = draftOf(dialog.draft)
    if (draft) chat.draft = draft
    chats.push(chat)
  }
  return { chats, peers: peersOf(from), more: false }
}
