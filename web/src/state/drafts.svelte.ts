/** What was begun to be written in a chat or a thread: kept here at once, for other devices a moment later. */

import type { PeerId } from '../model/peer'
import { api } from './bridge'
import { changeChat, chatOf } from './chats.svelte'
import { now } from './now.svelte'
import { changeThread, threadAt } from './threads.svelte'

const PAUSE_MS = 1_500

/** Where something is written. */
interface Place {
  readonly chat: PeerId
  readonly thread: number
  readonly key: string
}

const waiting = new Map<string, ReturnType<typeof setTimeout>>()
const kept = new Map<string, string>()

export function draftOf({ chat, thread }: Place): string {
  return (thread ? threadAt(chat, thread) : chatOf(chat))?.draft?.text ?? ''
}

function show({ chat, thread }: Place, text: string): void {
  const draft = text.trim() ? { text, date: now() } : undefined
  if (thread) changeThread(chat, thread, { draft })
  else changeChat(chat, { draft })
}

/** Keeps a draft; `leaving` shows it in the list as well, since nobody looks at the chat any more. */
export function keepDraft(place: Place, text: string, replyTo: number, leaving = false): void {
  const { chat, thread, key } = place
  clearTimeout(waiting.get(key))
  waiting.delete(key)
  const before = kept.get(key) ?? draftOf(place)
  if (text.trim() === before.trim()) return
  const save = (): void => {
    waiting.delete(key)
    kept.set(key, text)
    if (leaving) show(place, text)
    api.messages.saveDraft(chat, thread, text, replyTo).catch(() => {})
  }
  if (leaving) save()
  else waiting.set(key, setTimeout(save, PAUSE_MS))
}

/** The draft was sent: the server drops it with the message. */
export function forgetDraft(place: Place): void {
  clearTimeout(waiting.get(place.key))
  waiting.delete(place.key)
  kept.delete(place.key)
  show(place, '')
}
