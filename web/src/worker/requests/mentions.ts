import { resolvePeer } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { MentionsRequests } from '../../bridge/mentions'
import type { Account } from '../account'
import { ptsUpdate } from '../updates/pts'

const PAGE = 100

export function mentionsRequests(account: Account): Handlers<MentionsRequests> {
  return {
    async unseen(chat, thread) {
      const found = await account.client.call({
        _: 'messages.getUnreadMentions',
        peer: await resolvePeer(account.client, chat),
        ...(thread ? { topMsgId: thread } : {}),
        offsetId: 0,
        addOffset: 0,
        limit: PAGE,
        maxId: 0,
        minId: 0,
      })
      if (found._ === 'messages.messagesNotModified') return []
      return found.messages.map((one) => one.id).sort((one, other) => one - other)
    },

    async seen(chat, ids) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      if (peer._ === 'inputPeerChannel') {
        const channel = { ...peer, _: 'inputChannel' } as const
        await client.call({ _: 'channels.readMessageContents', channel, id: ids })
        return
      }
      const { pts, ptsCount } = await client.call({ _: 'messages.readMessageContents', id: ids })
      if (ptsCount) client.handleClientUpdate(ptsUpdate(pts, ptsCount), true)
    },
  }
}
