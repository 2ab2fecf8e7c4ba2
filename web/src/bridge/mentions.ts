import type { PeerId } from '../model/peer'

export interface MentionsRequests {
  /** Messages of a chat that mention whoever is signed in and were not seen yet, oldest first. */
  unseen(chat: PeerId): number[]
  seen(chat: PeerId, ids: number[]): void
}
