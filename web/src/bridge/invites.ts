import type { Peer, PeerId } from '../model/peer'
import type { InviteLink } from '../model/profile'

export interface InviteTerms {
  title: string
  expires: number
  limit: number
  needsApproval: boolean
}

export interface Joiner {
  id: PeerId
  date: number
  about: string
}

export interface InvitesRequests {
  list(id: PeerId, revoked: boolean): InviteLink[]
  create(id: PeerId, terms: InviteTerms): InviteLink
  edit(id: PeerId, link: string, terms: InviteTerms): InviteLink
  /** The permanent one is replaced: the new one comes back. */
  revoke(id: PeerId, link: string): InviteLink
  forget(id: PeerId, link: string): void
  /** Who came by a link; those who ask to come in without one. */
  joiners(id: PeerId, link: string | null): { joiners: Joiner[]; peers: Peer[] }
  answer(id: PeerId, who: PeerId, letIn: boolean): void
}
