/** Messages that wait for their time in a chat. */

import { SvelteMap } from 'svelte/reactivity'
import type { Formatted } from '../model/markup'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { api, bridge } from './bridge'

const known = new SvelteMap<PeerId, Message[]>()

export function scheduledIn(chat: PeerId): Message[] {
  return known.get(chat) ?? []
}

export async function learnScheduled(chat: PeerId): Promise<void> {
  known.set(chat, await api.scheduled.list(chat))
}

export async function schedule(
  chat: PeerId,
  words: Formatted,
  at: number,
  replyTo: number,
  thread: number,
): Promise<void> {
  await api.scheduled.add(chat, words, at, replyTo, thread)
  await learnScheduled(chat)
}

export async function sendNow({ chat, id }: Message): Promise<void> {
  await api.scheduled.sendNow(chat, id)
  await learnScheduled(chat)
}

export async function unschedule({ chat, id }: Message): Promise<void> {
  await api.scheduled.remove(chat, id)
  await learnScheduled(chat)
}

bridge.listen((event) => {
  if (event.kind === 'scheduled' && known.has(event.chat)) {
    learnScheduled(event.chat).catch(() => {})
  }
})
