import type { Entity, Message } from '../model/message'
import type { Peer, PeerId } from '../model/peer'

export interface Slice {
  /** Oldest first. */
  messages: Message[]
  peers: Peer[]
  /** Whether nothing is older or newer than these. */
  oldest: boolean
  newest: boolean
  /** Set if it is what this browser kept, since there is no line to the server. */
  kept?: boolean
}

/** Which part of a history: from its end, or around, before or after a message. */
export type Place = { end: true } | { around: number } | { before: number } | { after: number }

export interface MessagesRequests {
  /** Of a chat, or of one of its threads. */
  history(chat: PeerId, place: Place, limit: number, thread: number): Slice
  /** Those of these messages that are still there. */
  some(chat: PeerId, ids: number[]): Pick<Slice, 'messages' | 'peers'>
  /** The message comes back as an event. */
  edit(chat: PeerId, id: number, text: string, entities: Entity[]): void
  /** For all, or from this account only. What is gone is told as an event. */
  remove(chat: PeerId, ids: number[], forAll: boolean): void
  /** Sends messages on into another chat, with or without who wrote them. */
  forward(from: PeerId, ids: number[], to: PeerId, nameless: boolean): void
  saveDraft(chat: PeerId, thread: number, text: string, replyTo: number): void
  read(chat: PeerId, upTo: number): void
  typing(chat: PeerId, thread: number): void
}
