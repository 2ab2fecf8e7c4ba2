/** Tells the server what has been read: what was on the screen of a page that is looked at. */

import type { PeerId } from '../model/peer'
import { api } from './bridge'
import { changeChat, chatOf } from './chats.svelte'
import type { History } from './history.svelte'

const told = new Map<PeerId, number>()

/** Marks a chat as read up to the last message that is loaded. */
export function markRead(history: History): void {
  if (document.visibilityState !== 'visible' || !document.hasFocus()) return
  const last = history.messages.at(-1)
  const chat = chatOf(history.chat)
  if (!last || last.id <= Math.max(chat.readIn, told.get(history.chat) ?? 0)) {
    if (!chat.unread && !chat.markedUnread) return
    if (!last || last.id <= (told.get(history.chat) ?? 0)) return
  }
  const upTo = last.id
  if (!chat.unread && !chat.markedUnread && last.out) return
  told.set(history.chat, upTo)
  changeChat(history.chat, { unread: 0, readIn: upTo, markedUnread: false })
  api.messages.read(history.chat, upTo).catch(() => told.delete(history.chat))
}
