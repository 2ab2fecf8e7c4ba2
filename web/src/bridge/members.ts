import type { Peer, PeerId } from '../model/peer'
import type { Member } from '../model/profile'
import type { Duty, Permission } from '../model/right'

export type MemberList = 'recent' | 'admins' | 'banned' | 'restricted'

export interface MembersPage {
  members: Member[]
  peers: Peer[]
  more: boolean
}

export interface MembersRequests {
  list(id: PeerId, which: MemberList, words: string, offset: number): MembersPage
  /** Those who do not let themselves be added. */
  add(id: PeerId, people: PeerId[]): PeerId[]
  promote(id: PeerId, who: PeerId, duties: Duty[], rank: string): void
  /** Nothing denied lifts a restriction. */
  restrict(id: PeerId, who: PeerId, denied: Permission[], until: number): void
  /** Out; for ever if `banish`, else they may come back. */
  remove(id: PeerId, who: PeerId, banish: boolean): void
}
