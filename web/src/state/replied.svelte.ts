/** Messages that others answer to and that are not loaded: asked for together. */

import { SvelteMap } from 'svelte/reactivity'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { api, bridge } from './bridge'
import { putPeers } from './peers.svelte'

const MOST = 100
const found = new SvelteMap<string, Message | null>()
const asked = new Set<string>()
const wanted = new Map<PeerId, Set<number>>()

const keyOf = (chat: PeerId, id: number): string => `${chat}/${id}`

/** A message; null if it is gone, undefined until it comes. */
export function repliedTo(chat: PeerId, id: number): Message | null | undefined {
  const key = keyOf(chat, id)
  if (!asked.has(key)) {
    asked.add(key)
    if (!wanted.size) setTimeout(ask)
    const ids = wanted.get(chat) ?? new Set()
    wanted.set(chat, ids.add(id))
  }
  return found.get(key)
}

function ask(): void {
  for (const [chat, ids] of wanted) {
    const all = [...ids]
    for (let at = 0; at < all.length; at += MOST) void askSome(chat, all.slice(at, at + MOST))
  }
  wanted.clear()
}

async function askSome(chat: PeerId, ids: number[]): Promise<void> {
  try {
    const { messages, peers } = await api.messages.some(chat, ids)
    putPeers(peers)
    for (const id of ids) {
      found.set(keyOf(chat, id), messages.find((one) => one.id === id) ?? null)
    }
  } catch {
    for (const id of ids) asked.delete(keyOf(chat, id))
  }
}

bridge.listen((event) => {
  if (event.kind === 'edited') {
    const key = keyOf(event.message.chat, event.message.id)
    if (found.has(key)) found.set(key, event.message)
  }
  if (event.kind === 'deleted') {
    for (const [key, message] of found) {
      if (!message || !event.ids.includes(message.id)) continue
      if (event.chat === null ? message.chat > -1e12 : message.chat === event.chat) {
        found.set(key, null)
      }
    }
  }
})
