/** Messages of the open chat that are chosen to do something with all of them at once. */

import { SvelteMap } from 'svelte/reactivity'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { MOST_SELECTED, toggled } from '../model/selection'
import { bridge } from './bridge'
import { number, t } from './language.svelte'
import { tell } from './notice.svelte'

const chosen = new SvelteMap<number, Message>()
let chat = $state<PeerId>(0)

/** Whether messages of a chat are being chosen. */
export function selectingIn(id: PeerId): boolean {
  return chat === id && chosen.size > 0
}

export function isSelected({ id }: Message): boolean {
  return chosen.has(id)
}

/** The chosen ones, oldest first. */
export function selected(): Message[] {
  return [...chosen.values()].sort((one, other) => one.id - other.id)
}

/** Chooses messages of one chat, or lets them go if they were chosen: an album as a whole. */
export function toggle(messages: Message[]): void {
  const [first] = messages
  if (!first) return
  if (first.chat !== chat) selectNone()
  const next = toggled([...chosen.keys()], messages)
  if (!next) {
    tell(t('select.most', { n: number(MOST_SELECTED) }))
    return
  }
  chat = first.chat
  for (const id of chosen.keys()) if (!next.has(id)) chosen.delete(id)
  for (const message of messages) if (next.has(message.id)) chosen.set(message.id, message)
}

export function selectNone(): void {
  chosen.clear()
}

bridge.listen((event) => {
  if (event.kind === 'edited' && event.message.chat === chat && chosen.has(event.message.id)) {
    chosen.set(event.message.id, event.message)
  }
  if (event.kind !== 'deleted') return
  // Ids of private chats and basic groups are one count; a channel has its own.
  const here = event.chat === null ? chat > -1e12 : event.chat === chat
  if (here) for (const id of event.ids) chosen.delete(id)
})
