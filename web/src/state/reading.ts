/** Tells the server what has been read: what was on the screen of a page that is looked at. */

import { api } from './bridge'
import { changeChat, chatOf, learnChat } from './chats.svelte'
import type { History } from './history.svelte'
import { changeThread, threadAt } from './threads.svelte'

/** Up to which message it was told, by the key of a history. */
const told = new Map<string, number>()

/** Marks a chat, or a thread of it, as read up to the last message that is loaded. */
export function markRead(history: History): void {
  if (document.visibilityState !== 'visible' || !document.hasFocus()) return
  if (history.thread) markThread(history)
  else markChat(history)
}

function markChat({ chat: id, key, messages }: History): void {
  const last = messages.at(-1)
  const chat = chatOf(id)
  const before = told.get(key) ?? 0
  if (!last || last.id <= Math.max(chat.readIn, before)) {
    if (!chat.unread && !chat.markedUnread) return
    if (!last || last.id <= before) return
  }
  const upTo = last.id
  if (!chat.unread && !chat.markedUnread && last.out) return
  told.set(key, upTo)
  changeChat(id, { unread: 0, readIn: upTo, markedUnread: false })
  api.messages.read(id, upTo).catch(() => told.delete(key))
}

function markThread({ chat, thread: top, key, messages }: History): void {
  const thread = threadAt(chat, top)
  const upTo = messages.at(-1)?.id ?? 0
  if (!thread || upTo <= Math.max(thread.readIn, told.get(key) ?? 0)) return
  told.set(key, upTo)
  changeThread(chat, top, { unread: 0, readIn: upTo })
  api.threads
    .read(chat, top, upTo)
    .then(() => (thread.topic ? learnChat(chat) : undefined))
    .catch(() => told.delete(key))
}
