import type { Peer, PeerId } from '../model/peer'
import type { Profile } from '../model/profile'

export interface ProfilesRequests {
  get(id: PeerId): { profile: Profile; peers: Peer[] }
  /** Chats that one has in common with somebody. */
  common(id: PeerId): Peer[]
  contacts(): Peer[]
  addContact(id: PeerId, firstName: string, lastName: string): void
  removeContact(id: PeerId): void
  block(id: PeerId, on: boolean): void
}
