import type { Message } from '../model/message'
import type { Peer, PeerId } from '../model/peer'

/** Where a list of found messages goes on: after this one of the page before. */
export interface After {
  message: number
  chat: PeerId
  rate: number
}

export interface FoundPage {
  /** Newest first. */
  messages: Message[]
  peers: Peer[]
  /** How many there are, these included. */
  count: number
  next?: After
}

export interface FindingRequests {
  /** People and chats by name, @name, or phone number in any digits: one's own, and others by public names. */
  peers(words: string): { mine: Peer[]; others: Peer[] }
  /** Messages in all chats. */
  everywhere(words: string, after: After | null): FoundPage
  /** Messages of a chat or a thread that are older than `below`; the newest ones if that is 0. */
  inChat(chat: PeerId, thread: number, words: string, below: number): FoundPage
  /** The first message at or after a time, in seconds, or the last one before it; null if a chat is empty. */
  since(chat: PeerId, time: number): number | null
}
