/** Who is typing where. A sign of it holds for six seconds unless it comes again. */

import { SvelteMap } from 'svelte/reactivity'
import type { PeerId } from '../model/peer'
import { bridge } from './bridge'

const HOLDS_MS = 6_000

const typing = new SvelteMap<PeerId, { user: PeerId; thread: number }>()
const timers = new Map<PeerId, ReturnType<typeof setTimeout>>()

/** Whoever is typing in a chat, or in a thread of it: the last one heard of. */
export function typingIn(chat: PeerId, thread = 0): PeerId | undefined {
  const last = typing.get(chat)
  return !thread || last?.thread === thread ? last?.user : undefined
}

function stop(chat: PeerId): void {
  clearTimeout(timers.get(chat))
  timers.delete(chat)
  typing.delete(chat)
}

bridge.listen((event) => {
  if (event.kind === 'message' && typing.get(event.message.chat)?.user === event.message.sender) {
    stop(event.message.chat)
  }
  if (event.kind !== 'typing') return
  stop(event.chat)
  if (!event.typing) return
  typing.set(event.chat, { user: event.user, thread: event.thread })
  timers.set(
    event.chat,
    setTimeout(() => stop(event.chat), HOLDS_MS),
  )
})
