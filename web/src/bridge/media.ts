import type { Entity, Message } from '../model/message'
import type { Outgoing } from '../model/outgoing'
import type { PeerId } from '../model/peer'
import type { Slice } from './messages'

export type { Outgoing }

/** A message with a file: `random` names it, and sending twice with the same one sends once. */
export interface OutgoingMessage {
  random: string
  item: Outgoing
  text: string
  entities: Entity[]
}

export interface MediaRequests {
  /**
   * Brings a file to the server, several parts at a time; `progress` is told under `random`. Asked again
   * it goes on where it stopped.
   */
  upload(message: OutgoingMessage): void
  /** Sends what was uploaded: one message, or an album. They come as events as well. */
  send(chat: PeerId, messages: OutgoingMessage[], replyTo: number | null): Message[]
  /** Photos and videos of a chat around, before or after a message. */
  pictures(
    chat: PeerId,
    place: { around: number } | { before: number } | { after: number },
    limit: number,
  ): Pick<Slice, 'messages' | 'peers'>
  /** Gives up an upload. */
  stop(random: string): void
  /** Sends where somebody is. */
  sendLocation(
    chat: PeerId,
    latitude: number,
    longitude: number,
    random: string,
    replyTo: number | null,
  ): Message[]
}
