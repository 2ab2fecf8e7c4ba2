import type { Message } from '../model/message'
import type { Peer, PeerId } from '../model/peer'

export interface Slice {
  /** Oldest first. */
  messages: Message[]
  peers: Peer[]
  /** Whether nothing is older or newer than these. */
  oldest: boolean
  newest: boolean
}

/** Which part of a history: from its end, or around, before or after a message. */
export type Place = { end: true } | { around: number } | { before: number } | { after: number }

export interface MessagesRequests {
  history(chat: PeerId, place: Place, limit: number): Slice
  /** Sending twice with the same `random` sends once. The message comes as an event as well. */
  sendText(chat: PeerId, text: string, random: string, replyTo: number | null): Message
  read(chat: PeerId, upTo: number): void
  typing(chat: PeerId): void
}
