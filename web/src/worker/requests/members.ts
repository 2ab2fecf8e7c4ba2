import { Long, type tl } from '@mtcute/core'
import { resolveChannel, resolvePeer, resolveUser } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { MemberList, MembersPage, MembersRequests } from '../../bridge/members'
import { Failure } from '../../model/failure'
import type { PeerId } from '../../model/peer'
import type { Member } from '../../model/profile'
import { dutiesOf } from '../../model/right'
import type { Account } from '../account'
import { basicMember, channelMember } from '../convert/member'
import { peersOf } from '../convert/peer'
import { adminRights, BANISHED, bannedRights } from '../convert/right'

const PAGE = 50

export function membersRequests(account: Account): Handlers<MembersRequests> {
  const apply = (changed: tl.TypeUpdates): void => account.client.handleClientUpdate(changed, false)
  const ban = async (id: PeerId, who: PeerId, rights: tl.RawChatBannedRights): Promise<void> =>
    apply(
      await account.client.call({
        _: 'channels.editBanned',
        channel: await resolveChannel(account.client, id),
        participant: await resolvePeer(account.client, who),
        bannedRights: rights,
      }),
    )

  return {
    async list(id, which, words, offset) {
      if (id > -1e12) return listBasic(account, id, which, words)
      const found = await account.client.call({
        _: 'channels.getParticipants',
        channel: await resolveChannel(account.client, id),
        filter: filterOf(which, words),
        offset,
        limit: PAGE,
        hash: Long.ZERO,
      })
      if (found._ !== 'channels.channelParticipants') return { members: [], peers: [], more: false }
      const members = found.participants.map(channelMember).filter((one) => one !== null)
      const more = found.participants.length === PAGE
      return { members, peers: peersOf(found), more }
    },

    async add(id, people) {
      const users = await Promise.all(people.map((one) => resolveUser(account.client, one)))
      const missing: PeerId[] = []
      const added = (invited: tl.messages.TypeInvitedUsers): void => {
        apply(invited.updates)
        missing.push(...invited.missingInvitees.map((one) => one.userId))
      }
      if (id > -1e12) {
        for (const userId of users)
          added(
            await account.client.call({
              _: 'messages.addChatUser',
              chatId: -id,
              userId,
              fwdLimit: 100,
            }),
          )
      } else {
        const channel = await resolveChannel(account.client, id)
        added(await account.client.call({ _: 'channels.inviteToChannel', channel, users }))
      }
      return missing
    },

    async promote(id, who, duties, rank) {
      const userId = await resolveUser(account.client, who)
      if (id > -1e12) {
        const isAdmin = duties.length > 0
        await account.client.call({ _: 'messages.editChatAdmin', chatId: -id, userId, isAdmin })
        return
      }
      const channel = await resolveChannel(account.client, id)
      const rights = adminRights(duties)
      apply(
        await account.client.call({
          _: 'channels.editAdmin',
          channel,
          userId,
          adminRights: rights,
          rank,
        }),
      )
    },

    async restrict(id, who, denied, until) {
      await ban(id, who, bannedRights(denied, until))
    },

    async remove(id, who, banish) {
      if (id > -1e12) {
        const userId = await resolveUser(account.client, who)
        apply(await account.client.call({ _: 'messages.deleteChatUser', chatId: -id, userId }))
        return
      }
      await ban(id, who, BANISHED)
      if (!banish) await ban(id, who, bannedRights([]))
    },
  }
}

function filterOf(which: MemberList, q: string): tl.TypeChannelParticipantsFilter {
  switch (which) {
    case 'admins':
      return { _: 'channelParticipantsAdmins' }
    case 'banned':
      return { _: 'channelParticipantsKicked', q }
    case 'restricted':
      return { _: 'channelParticipantsBanned', q }
    default:
      return q ? { _: 'channelParticipantsSearch', q } : { _: 'channelParticipantsRecent' }
  }
}

/** A basic group tells all of its members at once. */
async function listBasic(
  { client, self }: Account,
  id: PeerId,
  which: MemberList,
  words: string,
): Promise<MembersPage> {
  const found = await client.call({ _: 'messages.getFullChat', chatId: -id })
  if (found.fullChat._ !== 'chatFull') throw new Failure(400, 'CHAT_ID_INVALID')
  const { participants } = found.fullChat
  if (participants._ !== 'chatParticipants') return { members: [], peers: [], more: false }
  const peers = peersOf(found)
  const all = participants.participants.map((one) => basicMember(one, dutiesOf(false)))
  const creates = all.some((one) => one.id === self && one.role === 'creator')
  const fits = ({ id: member, role }: Member): boolean =>
    (which === 'recent' || (which === 'admins' && (role === 'creator' || role === 'admin'))) &&
    (!words ||
      peers.some((peer) => peer.id === member && peer.title.toLocaleLowerCase().includes(words)))
  const members = all
    .filter(fits)
    .map((one) => ({ ...one, mayEdit: creates && one.role !== 'creator' }))
  return { members, peers, more: false }
}
