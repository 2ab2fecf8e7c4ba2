import type { Peer, PeerId } from '../model/peer'
import type { Privacy, PrivacyKey } from '../model/privacy'

export interface PrivacyRequests {
  get(key: PrivacyKey): { privacy: Privacy; peers: Peer[] }
  set(key: PrivacyKey, privacy: Privacy): void
  /** Those whom one blocked, the last one first; so many there are. */
  blocked(offset: number): { ids: PeerId[]; peers: Peer[]; count: number }
  /** After so many seconds messages of new chats disappear; 0 is never. */
  timer(): number
  setTimer(seconds: number): void
  /** What is no rule. */
  rest(): PrivacyRest
  setRest(rest: PrivacyRest): void
}

export interface PrivacyRest {
  /** Nobody learns when one read a message, and one does not learn it of others. */
  hideReading: boolean
  /** Chats that strangers begin go to the archive, without a sound. */
  archiveStrangers: boolean
}
