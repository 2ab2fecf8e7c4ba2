/** What a profile tells beyond the name: of a person, a group or a channel. */

import type { PeerId } from './peer'
import type { Duty, Permission } from './right'

/** What a bot understands. */
export interface BotCommand {
  bot: PeerId
  command: string
  about: string
}

export interface Profile {
  id: PeerId
  about: string
  /** Of a person. */
  birthday?: { day: number; month: number; year?: number }
  blocked?: boolean
  commonChats?: number
  /** Of a room: how many there are, as far as one may know. */
  members?: number
  admins?: number
  banned?: number
  restricted?: number
  mayListMembers: boolean
  /** Those who ask to come in. */
  requests: number
  /** The link that is always there, for those who may invite. */
  link?: string
  linkedChat?: PeerId
  /** Seconds between two messages of a member; 0 without. */
  slowMode: number
  hiddenHistory: boolean
  mayDelete: boolean
  /** Which reactions are allowed: all, none, or those. */
  reactions: 'all' | 'none' | string[]
  /** What nobody but admins may. */
  denied: Permission[]
  signatures: boolean
  /** Of a bot, or of the bots of a room. */
  commands?: BotCommand[]
}

export type MemberRole = 'creator' | 'admin' | 'member' | 'restricted' | 'banned'

export interface Member {
  id: PeerId
  role: MemberRole
  /** A title of one's own, as an admin. */
  rank?: string
  duties: Duty[]
  denied: Permission[]
  /** When a restriction ends, in seconds since 1970; 0 if it does not. */
  until: number
  /** Who made them what they are. */
  by?: PeerId
  joined?: number
  mayEdit: boolean
}

export interface InviteLink {
  link: string
  title: string
  permanent: boolean
  revoked: boolean
  needsApproval: boolean
  /** Seconds since 1970; 0 if it does not end. */
  expires: number
  limit: number
  used: number
  requested: number
}

/** Whether a link leads nowhere any more. */
export function isSpent({ revoked, expires, limit, used }: InviteLink, now: number): boolean {
  return revoked || (expires > 0 && expires <= now) || (limit > 0 && used >= limit)
}

/** What an invite link, a public name or an address of this server leads to. */
export type Led = { kind: 'invite'; hash: string } | { kind: 'name'; name: string }

const INVITE = /(?:^|\/)(?:\+|joinchat\/)([\w-]{8,64})\/?$/
const NAME = /^(?:@|(?:https?:\/\/)?[\w.-]+(?::\d+)?\/)?([a-z]\w{3,31})\/?$/i

export function ledTo(text: string): Led | undefined {
  const asked = text.trim()
  const hash = INVITE.exec(asked)?.[1] ?? /[?&]invite=([\w-]+)/.exec(asked)?.[1]
  if (hash) return { kind: 'invite', hash }
  const name = NAME.exec(asked)?.[1] ?? /[?&]domain=(\w+)/.exec(asked)?.[1]
  return name ? { kind: 'name', name } : undefined
}
