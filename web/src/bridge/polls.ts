import type { Peer, PeerId } from '../model/peer'

export interface VotersPage {
  voters: { peer: PeerId; date: number }[]
  peers: Peer[]
  count: number
  /** Where the next page begins, if there is one. */
  next?: string
}

export interface PollsRequests {
  /** None takes the vote back. How it stands then is told as an event. */
  vote(chat: PeerId, id: number, options: string[]): void
  voters(chat: PeerId, id: number, option: string, after: string): VotersPage
  /** Ends one's own poll. */
  close(chat: PeerId, id: number): void
}
