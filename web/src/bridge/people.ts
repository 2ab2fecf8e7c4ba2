import type { Peer, PeerId } from '../model/peer'

export interface PeopleRequests {
  /** People and chats by name, @name, or phone number in any digits. */
  search(words: string): Peer[]
  /** One peer, asked of the server anew. */
  get(id: PeerId): Peer
  /** Tells others that one is here, or no longer. */
  appear(online: boolean): void
}
