/** Participants of the API → members. */

import type { tl } from '@mtcute/core'
import type { Member } from '../../model/profile'
import type { Duty } from '../../model/right'
import { peerIdOf } from './peer'
import { deniedIn, dutiesIn } from './right'

const PLAIN = { duties: [], denied: [], until: 0, mayEdit: false } satisfies Partial<Member>

export function channelMember(raw: tl.TypeChannelParticipant): Member | null {
  switch (raw._) {
    case 'channelParticipantCreator':
      return {
        ...PLAIN,
        id: raw.userId,
        role: 'creator',
        duties: dutiesIn(raw.adminRights),
        ...ranked(raw.rank),
      }
    case 'channelParticipantAdmin':
      return {
        ...PLAIN,
        id: raw.userId,
        role: 'admin',
        duties: dutiesIn(raw.adminRights),
        by: raw.promotedBy,
        joined: raw.date,
        mayEdit: raw.canEdit === true,
        ...ranked(raw.rank),
      }
    case 'channelParticipantBanned':
      return {
        ...PLAIN,
        id: peerIdOf(raw.peer),
        role: raw.bannedRights.viewMessages ? 'banned' : 'restricted',
        denied: deniedIn(raw.bannedRights),
        until: raw.bannedRights.untilDate >= 2 ** 31 - 1 ? 0 : raw.bannedRights.untilDate,
        by: raw.kickedBy,
        mayEdit: true,
      }
    case 'channelParticipantLeft':
      return null
    default:
      return { ...PLAIN, id: raw.userId, role: 'member', joined: raw.date, mayEdit: true }
  }
}

export function basicMember(raw: tl.TypeChatParticipant, duties: Duty[]): Member {
  const id = raw.userId
  if (raw._ === 'chatParticipantCreator') return { ...PLAIN, id, role: 'creator', duties }
  const { inviterId: by, date: joined } = raw
  if (raw._ === 'chatParticipantAdmin') return { ...PLAIN, id, role: 'admin', duties, by, joined }
  return { ...PLAIN, id, role: 'member', by, joined }
}

function ranked(rank: string | undefined): { rank?: string } {
  return rank ? { rank } : {}
}
