/** What admins and members of a room did, as its admins can read it. */

import type { PeerId } from './peer'

export const LOG_KINDS = [
  'renamed',
  'about',
  'username',
  'photo',
  'joined',
  'left',
  'invited',
  'joinedByLink',
  'letIn',
  'banned',
  'unbanned',
  'restricted',
  'unrestricted',
  'promoted',
  'demoted',
  'rights',
  'rank',
  'pinned',
  'unpinned',
  'edited',
  'deleted',
  'sent',
  'pollClosed',
  'signaturesOn',
  'signaturesOff',
  'historyHidden',
  'historyShown',
  'protectedOn',
  'protectedOff',
  'topicsOn',
  'topicsOff',
  'slowMode',
  'slowModeOff',
  'ttl',
  'ttlOff',
  'permissions',
  'linked',
  'unlinked',
  'reactions',
  'look',
  'linkEdited',
  'linkRevoked',
  'linkDeleted',
  'topicCreated',
  'topicEdited',
  'topicDeleted',
  'topicPinned',
  'topicUnpinned',
  'other',
] as const

export type LogKind = (typeof LOG_KINDS)[number]

export interface LogEntry {
  id: string
  /** Seconds since 1970. */
  date: number
  by: PeerId
  kind: LogKind
  /** Whom it was done to. */
  person?: PeerId
  /** What something is now, and what it was. */
  now?: string
  before?: string
  /** A time that it sets. */
  seconds?: number
  /** The message that it is about, if it may still be there. */
  message?: number
}

/** Parts of a log that can be read alone. */
export const LOG_PARTS = [
  'members',
  'bans',
  'admins',
  'settings',
  'links',
  'messages',
  'pins',
  'topics',
] as const

export type LogPart = (typeof LOG_PARTS)[number]
