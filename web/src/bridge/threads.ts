import type { Peer, PeerId } from '../model/peer'
import type { Thread } from '../model/thread'

export interface ThreadsPage {
  threads: Thread[]
  peers: Peer[]
  more: boolean
}

export interface TopicChange {
  title?: string
  closed?: boolean
  hidden?: boolean
}

export interface ThreadsRequests {
  /** The comments of a post, or what answers a message of a group. */
  get(chat: PeerId, id: number): { thread: Thread; peers: Peer[] }
  /** Topics of a forum, from above; the next page is that after the last one of the page before. */
  topics(chat: PeerId, after: Thread | null): ThreadsPage
  /** Those of these topics that are still there. */
  some(chat: PeerId, tops: number[]): ThreadsPage
  read(chat: PeerId, top: number, upTo: number): void
  /** Returns the number of the topic. */
  create(chat: PeerId, title: string, color: number): number
  change(chat: PeerId, top: number, change: TopicChange): void
  pin(chat: PeerId, top: number, on: boolean): void
  /** Deletes a topic with all that was said in it. */
  remove(chat: PeerId, top: number): void
}
