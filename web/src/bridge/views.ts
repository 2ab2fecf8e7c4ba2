import type { Comments } from '../model/message'
import type { Peer, PeerId } from '../model/peer'

export interface Counted {
  id: number
  views?: number
  forwards?: number
  comments?: Comments
}

export interface ViewsRequests {
  /** Tells that posts of a channel were seen, and how often they were by all. */
  see(chat: PeerId, ids: number[]): { counted: Counted[]; peers: Peer[] }
}
