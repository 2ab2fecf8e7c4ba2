/** Pinned messages of the chats and threads that are looked at, newest first. */

import { SvelteMap } from 'svelte/reactivity'
import { failureOf } from '../model/failure'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { api, bridge } from './bridge'
import { tell } from './notice.svelte'
import { putPeers } from './peers.svelte'

const pinned = new SvelteMap<string, Message[]>()
const asked = new Set<string>()

const keyOf = (chat: PeerId, thread: number): string => `${chat}/${thread}`

export function pinsIn(chat: PeerId, thread = 0): Message[] {
  const key = keyOf(chat, thread)
  if (!asked.has(key)) {
    asked.add(key)
    void learn(chat, thread)
  }
  return pinned.get(key) ?? []
}

async function learn(chat: PeerId, thread: number): Promise<void> {
  const key = keyOf(chat, thread)
  try {
    const { messages, peers } = await api.pins.list(chat, thread, 0)
    putPeers(peers)
    pinned.set(key, messages)
  } catch {
    asked.delete(key)
  }
}

async function attempt(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    tell(failureOf(error))
  }
}

export const pinMessage = (message: Message, silent: boolean, forMe = false): Promise<void> =>
  attempt(api.pins.pin(message.chat, message.id, silent, forMe))

export const unpinMessage = ({ chat, id }: Message): Promise<void> =>
  attempt(api.pins.unpin(chat, id))

export const unpinAll = (chat: PeerId, thread = 0): Promise<void> =>
  attempt(api.pins.unpinAll(chat, thread))

/** The places of a chat that are known: the chat itself and its threads. */
function placesOf(chat: PeerId): [string, number][] {
  return [...asked]
    .filter((key) => key.startsWith(`${chat}/`))
    .map((key) => [key, Number(key.split('/')[1])])
}

bridge.listen((event) => {
  switch (event.kind) {
    case 'pinned':
    case 'unpinnedAll':
      for (const [, thread] of placesOf(event.chat)) void learn(event.chat, thread)
      break
    case 'edited':
      for (const [key] of placesOf(event.message.chat)) {
        const known = pinned.get(key) ?? []
        const { message } = event
        if (known.some(({ id }) => id === message.id)) {
          pinned.set(
            key,
            known.map((one) => (one.id === message.id ? message : one)),
          )
        }
      }
      break
    case 'deleted':
      for (const [key, known] of pinned) {
        const chat = Number(key.split('/')[0])
        if (event.chat === null ? chat <= -1e12 : chat !== event.chat) continue
        const left = known.filter(({ id }) => !event.ids.includes(id))
        if (left.length < known.length) pinned.set(key, left)
      }
      break
  }
})
