/** How far files of one's own are on their way to the server, by the message's random number. */

import { SvelteMap } from 'svelte/reactivity'
import { bridge } from './bridge'

const sent = new SvelteMap<string, number>()

/** From 0 to 1. */
export function sentPart(random: string | undefined): number {
  return (random && sent.get(random)) || 0
}

export function watchTransfer(random: string): void {
  sent.set(random, 0)
}

export function endTransfer(random: string): void {
  sent.delete(random)
}

bridge.listen((event) => {
  if (event.kind === 'progress' && event.total && sent.has(event.task)) {
    sent.set(event.task, event.done / event.total)
  }
})
