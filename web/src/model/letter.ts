/** Messages of one's own that go together: a text, a file, an album. */

import type { Message } from './message'
import type { Outgoing } from './outgoing'
import type { PeerId } from './peer'

export interface Letter {
  /** The random number of its first message when it was written. */
  id: string
  chat: PeerId
  /** As the page shows them: without ids, each with its `random`. */
  messages: Message[]
  /** The file of each message, by its random number. */
  files?: Record<string, Outgoing>
  /** Of two in one chat, the smaller goes first. */
  order: number
  /** The API's name of what kept it from being sent; nothing while it may still be sent by itself. */
  refused?: string
}

/** A letter without a message that was given up; nothing if none is left. */
export function without(letter: Letter, random: string): Letter | undefined {
  const messages = letter.messages.filter((one) => one.random !== random)
  return messages.length ? { ...letter, messages } : undefined
}
