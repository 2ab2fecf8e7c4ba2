/** The end of a chat's history, as far as it is kept: every message from `from` to `to`. */

import type { PeerId } from './peer'

export interface Piece {
  chat: PeerId
  from: number
  to: number
  /** Whether nothing is older than `from`. */
  oldest: boolean
}

/** What was read of a history: every message between two. */
export interface Read {
  from: number
  to: number
  oldest: boolean
  newest: boolean
}

/**
 * The piece after some more was read; the same one if what was read does not touch it.
 *
 * A piece always reaches the end, so what was read at the end without touching it takes its place.
 */
export function grown(piece: Piece | undefined, chat: PeerId, read: Read): Piece | undefined {
  if (piece && read.from <= piece.to && (read.to >= piece.from || read.newest)) {
    return {
      chat,
      from: Math.min(piece.from, read.from),
      to: Math.max(piece.to, read.to),
      oldest: read.from < piece.from ? read.oldest : piece.oldest,
    }
  }
  if (!read.newest) return piece
  return { chat, from: read.from, to: read.to, oldest: read.oldest }
}
