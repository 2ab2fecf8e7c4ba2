import { resolvePeer } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { Counted, ViewsRequests } from '../../bridge/views'
import type { Account } from '../account'
import { commentsOf } from '../convert/message'
import { peersOf } from '../convert/peer'

export function viewsRequests(account: Account): Handlers<ViewsRequests> {
  return {
    async see(chat, ids) {
      const found = await account.client.call({
        _: 'messages.getMessagesViews',
        peer: await resolvePeer(account.client, chat),
        id: ids,
        increment: true,
      })
      const counted = found.views.map(({ views, forwards, replies }, at): Counted => {
        const comments = commentsOf(replies)
        return {
          id: ids[at] ?? 0,
          ...(views === undefined ? {} : { views }),
          ...(forwards === undefined ? {} : { forwards }),
          ...(comments ? { comments } : {}),
        }
      })
      return { counted, peers: peersOf(found) }
    },
  }
}
