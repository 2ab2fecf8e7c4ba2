/** Who may see or do what with one's account. */

import type { PeerId } from './peer'

export const PRIVACY_KEYS = [
  'phone',
  'addedByPhone',
  'status',
  'photo',
  'about',
  'birthday',
  'forwards',
  'invites',
  'voice',
  'calls',
  'callsDirect',
  'music',
] as const

export type PrivacyKey = (typeof PRIVACY_KEYS)[number]

export type Level = 'everybody' | 'contacts' | 'nobody'

/** What is kept of rules that other clients wrote and this one does not show. */
export interface OtherRules {
  allowedChats: number[]
  deniedChats: number[]
  /** Kinds of people that are allowed or not, as the API names them. */
  kinds: ('AllowCloseFriends' | 'AllowPremium' | 'AllowBots' | 'DisallowBots')[]
}

export interface Privacy {
  level: Level
  /** Those who always may, and those who never may. */
  allowed: PeerId[]
  denied: PeerId[]
  others: OtherRules
}

/** What a key offers: a number is looked up by everybody or by contacts alone. */
export function levelsOf(key: PrivacyKey): Level[] {
  return key === 'addedByPhone' ? ['everybody', 'contacts'] : ['everybody', 'contacts', 'nobody']
}

/** Exceptions make a difference only to one side, or to both for contacts. */
export function sidesOf({ level }: Pick<Privacy, 'level'>): ('allowed' | 'denied')[] {
  if (level === 'everybody') return ['denied']
  return level === 'nobody' ? ['allowed'] : ['allowed', 'denied']
}

/** With people put in one side: nobody is on both. */
export function withPeople(privacy: Privacy, side: 'allowed' | 'denied', ids: PeerId[]): Privacy {
  const other = side === 'allowed' ? 'denied' : 'allowed'
  return {
    ...privacy,
    [side]: ids,
    [other]: privacy[other].filter((id) => !ids.includes(id)),
  }
}

/** After so many seconds messages of new chats disappear; 0 is never. */
export const TIMERS: readonly number[] = [0, 86_400, 604_800, 2_678_400]
