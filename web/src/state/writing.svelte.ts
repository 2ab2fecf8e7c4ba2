/** What the words in a composer will be: new, an answer, or another text of a message. */

import { SvelteMap } from 'svelte/reactivity'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'

export interface Writing {
  kind: 'reply' | 'edit'
  message: Message
}

const written = new SvelteMap<PeerId, Writing>()

export function writingIn(chat: PeerId): Writing | undefined {
  return written.get(chat)
}

export function write(kind: Writing['kind'], message: Message): void {
  written.set(message.chat, { kind, message })
}

export function writeNew(chat: PeerId): void {
  written.delete(chat)
}
