import type { Peer, PeerId } from '../model/peer'
import type { ReactionKey } from '../model/reaction'

export interface Reactor {
  peer: PeerId
  reaction: ReactionKey
  date: number
}

export interface ReactorsPage {
  reactors: Reactor[]
  peers: Peer[]
  count: number
  /** Where the next page begins, if there is one. */
  next?: string
}

export interface ReactionsRequests {
  /** All of one's own on a message; none takes them back. The message comes back as an event. */
  react(chat: PeerId, id: number, reactions: ReactionKey[]): void
  /** Those that can be given in a chat, the most used of one's own first. */
  offered(chat: PeerId): ReactionKey[]
  who(chat: PeerId, id: number, reaction: ReactionKey | null, after: string): ReactorsPage
  /** Messages of one's own with reactions that were not seen, oldest first. */
  unseen(chat: PeerId): number[]
  seen(chat: PeerId): void
}
