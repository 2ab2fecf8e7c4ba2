import type { PeerId } from '../model/peer'

export interface MentionsRequests {
  /** Messages of a chat, or a thread of it, that mention whoever is signed in and were not seen yet, oldest first. */
  unseen(chat: PeerId, thread: number): number[]
  seen(chat: PeerId, ids: number[]): void
}
