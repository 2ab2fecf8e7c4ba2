import type { Entity, Message } from '../model/message'
import type { PeerId } from '../model/peer'

export interface ScheduledRequests {
  /** Those that wait for their time, the next one first. */
  list(chat: PeerId): Message[]
  add(
    chat: PeerId,
    words: { text: string; entities: Entity[] },
    at: number,
    replyTo: number,
    thread: number,
  ): void
  sendNow(chat: PeerId, id: number): void
  remove(chat: PeerId, id: number): void
}
