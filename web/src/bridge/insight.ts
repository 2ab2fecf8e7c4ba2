import type { LogEntry, LogPart } from '../model/log'
import type { Peer, PeerId } from '../model/peer'
import type { Statistics } from '../model/statistics'

export interface LogAsked {
  /** Nothing is all. */
  part?: LogPart
  /** What one admin did. */
  by?: PeerId
  words: string
  /** The last entry of the page before; '' begins. */
  after: string
}

export interface InsightRequests {
  /** What was done in a room, newest first. */
  log(chat: PeerId, asked: LogAsked): { entries: LogEntry[]; peers: Peer[]; more: boolean }
  statistics(chat: PeerId): { statistics: Statistics; peers: Peer[] }
}
