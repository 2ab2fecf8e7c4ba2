import type { PeerId } from '../model/peer'

/** Putting the chat list in order. */
export interface TidyingRequests {
  pin(id: PeerId, on: boolean): void
  /** All pinned ones of a list, from above. */
  orderPinned(ids: PeerId[], archived: boolean): void
  archive(ids: PeerId[], on: boolean): void
  /** Until a time in seconds since 1970; 0 gives the sound back. */
  mute(id: PeerId, until: number): void
  markUnread(id: PeerId, on: boolean): void
  /** Deletes a private chat, leaves a group or a channel; `forAll` deletes what was said for both. */
  remove(id: PeerId, forAll: boolean): void
}
