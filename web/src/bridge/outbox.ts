import type { Letter } from '../model/letter'
import type { PeerId } from '../model/peer'

/** Messages of one's own on their way: kept until the server has them, over reloads and outages. */
export interface OutboxRequests {
  /** What is on its way to a chat, in the order in which it was written. */
  waiting(chat: PeerId): Letter[]
  /** How many letters are on their way to all chats. */
  count(): number
  /** Takes a letter in; it is sent when it can be, once. What becomes of it is told as an event. */
  add(letter: Letter): void
  /** Tries once more what was refused, by the random number of one of its messages. */
  again(random: string): void
  /** Gives up a message that is not sent yet. */
  withdraw(random: string): void
}
