/** Reactions: what can be given where, and giving it. */

import { SvelteMap } from 'svelte/reactivity'
import { failureOf } from '../model/failure'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { asIfReacted, chosenOf, type ReactionKey, type Reactions, toggled } from '../model/reaction'
import { api } from './bridge'
import { historiesOf } from './history.svelte'
import { tell } from './notice.svelte'
import { session } from './session.svelte'

const offered = new SvelteMap<PeerId, ReactionKey[]>()
const asked = new Set<PeerId>()

/** What can be given in a chat, the usual ones first; undefined until it is known. */
export function offeredIn(chat: PeerId): ReactionKey[] | undefined {
  if (!asked.has(chat)) {
    asked.add(chat)
    api.reactions
      .offered(chat)
      .then((keys) => offered.set(chat, keys))
      .catch(() => asked.delete(chat))
  }
  return offered.get(chat)
}

/** Gives a reaction, or takes it back: seen at once. */
export async function react(message: Message, key: ReactionKey): Promise<void> {
  const { chat, id, reactions } = message
  const show = (now: Reactions | undefined): void => {
    for (const one of historiesOf(chat)) one.reacted(id, now)
  }
  const mine = toggled(chosenOf(reactions), key)
  show(asIfReacted(reactions, mine, session.self?.id ?? 0))
  try {
    await api.reactions.react(chat, id, mine)
    asked.delete(chat)
  } catch (error) {
    show(reactions)
    tell(failureOf(error))
  }
}

/** The first of what can be given: what a double click gives. */
export async function reactQuickly(message: Message): Promise<void> {
  const keys = offered.get(message.chat) ?? (await api.reactions.offered(message.chat))
  offered.set(message.chat, keys)
  const [first] = keys
  if (first) await react(message, first)
}
