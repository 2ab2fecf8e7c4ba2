import type { PeerId } from '../model/peer'
import type { Slice } from './messages'

export interface MediaRequests {
  /** Photos and videos of a chat around, before or after a message. */
  pictures(
    chat: PeerId,
    place: { around: number } | { before: number } | { after: number },
    limit: number,
  ): Pick<Slice, 'messages' | 'peers'>
}
