import type { Chat } from '../model/chat'
import type { Peer, PeerId } from '../model/peer'

export interface ChatsPage {
  chats: Chat[]
  peers: Peer[]
  /** Whether there are more after these. */
  more: boolean
}

export interface ChatsRequests {
  /** The chats after the last of `after`, newest first; the first page without it. */
  list(after: { id: PeerId; message: number; date: number } | null, archived: boolean): ChatsPage
  /** Asks what happens in a channel while it is looked at: those who are not in it are told nothing. */
  watch(id: PeerId, on: boolean): void
  /** Chats that were not in a list: somebody wrote for the first time. */
  some(ids: PeerId[]): ChatsPage
}
