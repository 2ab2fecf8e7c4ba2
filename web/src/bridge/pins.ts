import type { PeerId } from '../model/peer'
import type { Slice } from './messages'

export interface PinsRequests {
  /** Pinned messages of a chat, or of a thread in it, newest first: those below one, if one is named. */
  list(chat: PeerId, thread: number, below: number): Pick<Slice, 'messages' | 'peers'>
  /** Without a sound, and for oneself only, if so wished. What changes is told as an event. */
  pin(chat: PeerId, id: number, silent: boolean, forMe: boolean): void
  unpin(chat: PeerId, id: number): void
  unpinAll(chat: PeerId, thread: number): void
}
