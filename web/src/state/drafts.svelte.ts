/** What was begun to be written in a chat: kept here at once, and for one's other devices a moment later. */

import type { PeerId } from '../model/peer'
import { api } from './bridge'
import { changeChat, chatOf } from './chats.svelte'
import { now } from './now.svelte'

const PAUSE_MS = 1_500
const waiting = new Map<PeerId, ReturnType<typeof setTimeout>>()
const kept = new Map<PeerId, string>()

export function draftOf(chat: PeerId): string {
  return chatOf(chat).draft?.text ?? ''
}

/** Keeps a draft; `leaving` shows it in the list as well, since nobody looks at the chat any more. */
export function keepDraft(chat: PeerId, text: string, replyTo: number, leaving = false): void {
  clearTimeout(waiting.get(chat))
  waiting.delete(chat)
  const before = kept.get(chat) ?? draftOf(chat)
  if (text.trim() === before.trim()) return
  const save = (): void => {
    waiting.delete(chat)
    kept.set(chat, text)
    const draft = text.trim() ? { text, date: now() } : undefined
    if (leaving) changeChat(chat, { draft })
    api.messages.saveDraft(chat, text, replyTo).catch(() => {})
  }
  if (leaving) save()
  else waiting.set(chat, setTimeout(save, PAUSE_MS))
}

/** The draft was sent: the server drops it with the message. */
export function forgetDraft(chat: PeerId): void {
  clearTimeout(waiting.get(chat))
  waiting.delete(chat)
  kept.delete(chat)
  changeChat(chat, { draft: undefined })
}
