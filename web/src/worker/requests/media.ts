/** The media of a chat. */

import { Long } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { MediaRequests } from '../../bridge/media'
import { Failure } from '../../model/failure'
import type { Account } from '../account'
import { messageOf } from '../convert/message'
import { peersOf } from '../convert/peer'

export function mediaRequests(account: Account): Handlers<MediaRequests> {
  return {
    async pictures(chat, place, limit) {
      const [offsetId, addOffset] =
        'before' in place
          ? [place.before, 0]
          : 'after' in place
            ? [place.after + 1, -limit]
            : [place.around, -Math.floor(limit / 2)]
      const found = await account.client.call({
        _: 'messages.search',
        peer: await resolvePeer(account.client, chat),
        q: '',
        filter: { _: 'inputMessagesFilterPhotoVideo' },
        minDate: 0,
        maxDate: 0,
        offsetId,
        addOffset,
        limit,
        maxId: 0,
        minId: 0,
        hash: Long.ZERO,
      })
      if (found._ === 'messages.messagesNotModified') throw new Failure(0, 'NOT_MODIFIED')
      const messages = found.messages
        .map((raw) => messageOf(raw, account.self))
        .filter((one) => one !== null)
      return { messages, peers: peersOf(found) }
    },
  }
}
