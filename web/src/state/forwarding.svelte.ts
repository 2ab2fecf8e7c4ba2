/** Messages that are about to be sent on into other chats. */

import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { api } from './bridge'

class Forwarding {
  messages = $state.raw<Message[]>([])
}

export const forwarding = new Forwarding()

/** Asks where messages of one chat are to go. */
export function forward(messages: Message[]): void {
  forwarding.messages = messages.filter(({ id, service }) => id && !service)
}

export function forwardNot(): void {
  forwarding.messages = []
}

/** Sends them on; a comment of one's own comes before them, by the page's outbox. */
export async function forwardTo(to: PeerId, nameless: boolean): Promise<void> {
  const ids = forwarding.messages.map(({ id }) => id).sort((one, other) => one - other)
  const [first] = forwarding.messages
  if (first) await api.messages.forward(first.chat, ids, to, nameless)
}
