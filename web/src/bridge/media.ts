import type { PeerId } from '../model/peer'
import type { SharedCounts, SharedKind } from '../model/shared'
import type { Slice } from './messages'

export interface MediaRequests {
  /** Photos and videos of a chat around, before or after a message. */
  pictures(
    chat: PeerId,
    place: { around: number } | { before: number } | { after: number },
    limit: number,
  ): Pick<Slice, 'messages' | 'peers'>
  /** How much of each kind was sent in a chat. */
  counts(chat: PeerId): SharedCounts
  /** Messages with something of a kind that are older than `below`, newest first; 0 is from the end. */
  shared(
    chat: PeerId,
    kind: SharedKind,
    below: number,
    limit: number,
  ): Pick<Slice, 'messages' | 'peers'>
}
