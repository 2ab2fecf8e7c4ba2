import type { tl } from '@mtcute/core'
import { resolvePeer, resolveUser } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { InvitesRequests } from '../../bridge/invites'
import { Failure } from '../../model/failure'
import type { InviteLink } from '../../model/profile'
import type { Account } from '../account'
import { peersOf } from '../convert/peer'

const MOST = 100

export function invitesRequests(account: Account): Handlers<InvitesRequests> {
  return {
    async list(id, revoked) {
      const found = await account.client.call({
        _: 'messages.getExportedChatInvites',
        revoked,
        peer: await resolvePeer(account.client, id),
        adminId: { _: 'inputUserSelf' },
        limit: MOST,
      })
      return found.invites.map(linkOf)
    },

    async create(id, { title, expires, limit, needsApproval }) {
      return linkOf(
        await account.client.call({
          _: 'messages.exportChatInvite',
          peer: await resolvePeer(account.client, id),
          ...(title ? { title } : {}),
          ...(expires ? { expireDate: expires } : {}),
          ...(needsApproval ? { requestNeeded: true } : limit ? { usageLimit: limit } : {}),
        }),
      )
    },

    async edit(id, link, { title, expires, limit, needsApproval }) {
      const { invite } = await account.client.call({
        _: 'messages.editExportedChatInvite',
        peer: await resolvePeer(account.client, id),
        link,
        title,
        expireDate: expires,
        usageLimit: needsApproval ? 0 : limit,
        requestNeeded: needsApproval,
      })
      return linkOf(invite)
    },

    async revoke(id, link) {
      const told = await account.client.call({
        _: 'messages.editExportedChatInvite',
        revoked: true,
        peer: await resolvePeer(account.client, id),
        link,
      })
      return linkOf('newInvite' in told ? told.newInvite : told.invite)
    },

    async forget(id, link) {
      const peer = await resolvePeer(account.client, id)
      await account.client.call({ _: 'messages.deleteExportedChatInvite', peer, link })
    },

    async joiners(id, link) {
      const found = await account.client.call({
        _: 'messages.getChatInviteImporters',
        peer: await resolvePeer(account.client, id),
        ...(link === null ? { requested: true } : { link }),
        offsetDate: 0,
        offsetUser: { _: 'inputUserEmpty' },
        limit: MOST,
      })
      const joiners = found.importers.map(({ userId, date, about = '' }) => ({
        id: userId,
        date,
        about,
      }))
      return { joiners, peers: peersOf({ users: found.users, chats: [] }) }
    },

    async answer(id, who, letIn) {
      const changed = await account.client.call({
        _: 'messages.hideChatJoinRequest',
        approved: letIn,
        peer: await resolvePeer(account.client, id),
        userId: await resolveUser(account.client, who),
      })
      account.client.handleClientUpdate(changed, false)
    },
  }
}

function linkOf(raw: tl.TypeExportedChatInvite): InviteLink {
  if (raw._ !== 'chatInviteExported') throw new Failure(400, 'INVITE_HASH_INVALID')
  return {
    link: raw.link,
    title: raw.title ?? '',
    permanent: raw.permanent === true,
    revoked: raw.revoked === true,
    needsApproval: raw.requestNeeded === true,
    expires: raw.expireDate ?? 0,
    limit: raw.usageLimit ?? 0,
    used: raw.usage ?? 0,
    requested: raw.requested ?? 0,
  }
}
