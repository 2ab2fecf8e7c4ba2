/** Whoever or whatever can be written to: people, groups, channels. */

import type { RemoteFile } from './file'
import type { Standing } from './right'

/** Users have their own number, basic groups its negative, supergroups and channels −(10¹² + number). */
export type PeerId = number

export type PeerKind = 'user' | 'group' | 'supergroup' | 'channel'

/** When somebody was last there, as exactly as they let us know. Times are seconds since 1970. */
export type Presence =
  | { kind: 'online'; until: number }
  | { kind: 'offline'; at: number }
  | { kind: 'recently' | 'week' | 'month' | 'hidden' }

export interface Peer {
  id: PeerId
  kind: PeerKind
  title: string
  firstName?: string
  lastName?: string
  username?: string
  /** Digits of E.164 without the plus. */
  phone?: string
  presence?: Presence
  /** Members of a group or channel, if known. */
  members?: number
  /** The small picture; `largePhoto` of `model/file.ts` is the large one. */
  photo?: RemoteFile
  self?: boolean
  bot?: boolean
  /** The supergroup that a basic group has become. */
  movedTo?: PeerId
  /** A supergroup with topics. */
  forum?: boolean
  contact?: boolean
  deleted?: boolean
  verified?: boolean
  /** What one may do in a group or channel. */
  standing?: Standing
}

const HUES = 7

/** The colour of a peer without a picture: always the same for the same peer. */
export function hueOf(id: PeerId): number {
  return Math.abs(id) % HUES
}

/** One or two letters that stand for a name: the first of the first two words. */
export function initialsOf(title: string): string {
  const words = title
    .trim()
    .split(/[\s\u200c]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word))
  const letters = words.slice(0, 2).map((word) => [...segments(word)][0] ?? '')
  // Letters of Arabic script would join to something that is no name.
  return letters
    .join(/\p{Script=Arabic}/u.test(letters.join('')) ? '\u200c' : '')
    .toLocaleUpperCase()
}

function* segments(word: string): Iterable<string> {
  for (const part of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)) {
    yield part.segment
  }
}

const SPOOFING = /[\u202a-\u202e\u2066-\u2069]/gu

/** A name without the marks that would turn the text around it. */
export function safeName(name: string): string {
  return name.replace(SPOOFING, '')
}
