/** Posts of channels that were seen: told to the server together, once. */

import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { api } from './bridge'
import { historiesOf } from './history.svelte'
import { putPeers } from './peers.svelte'

const PAUSE_MS = 500
const seen = new Set<string>()
const waiting = new Map<PeerId, number[]>()

export function sawPost({ chat, id, delivery }: Message): void {
  const key = `${chat}/${id}`
  if (!id || delivery !== 'sent' || seen.has(key)) return
  seen.add(key)
  if (!waiting.size) setTimeout(tellAll, PAUSE_MS)
  waiting.set(chat, [...(waiting.get(chat) ?? []), id])
}

/** Asks how many comments a post has by now. */
export async function recount({ chat, id }: Pick<Message, 'chat' | 'id'>): Promise<void> {
  const { messages, peers } = await api.messages.some(chat, [id])
  putPeers(peers)
  for (const { comments } of messages) {
    for (const one of historiesOf(chat)) one.counted(id, comments ? { comments } : {})
  }
}

function tellAll(): void {
  for (const [chat, ids] of waiting) {
    api.views
      .see(chat, ids)
      .then(({ counted, peers }) => {
        putPeers(peers)
        for (const { id, ...counts } of counted) {
          for (const one of historiesOf(chat)) one.counted(id, counts)
        }
      })
      .catch(() => {
        for (const id of ids) seen.delete(`${chat}/${id}`)
      })
  }
  waiting.clear()
}
