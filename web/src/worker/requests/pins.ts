import { Long } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { PinsRequests } from '../../bridge/pins'
import { Failure } from '../../model/failure'
import type { Account } from '../account'
import { messageOf } from '../convert/message'
import { peersOf } from '../convert/peer'
import { ptsUpdate } from '../updates/pts'

const MOST = 100

export function pinsRequests(account: Account): Handlers<PinsRequests> {
  const set = async (chat: number, id: number, how: object): Promise<void> => {
    const { client } = account
    const changed = await client.call({
      _: 'messages.updatePinnedMessage',
      peer: await resolvePeer(client, chat),
      id,
      ...how,
    })
    client.handleClientUpdate(changed, false)
  }

  return {
    async list(chat, thread, below) {
      const found = await account.client.call({
        _: 'messages.search',
        peer: await resolvePeer(account.client, chat),
        q: '',
        filter: { _: 'inputMessagesFilterPinned' },
        ...(thread ? { topMsgId: thread } : {}),
        minDate: 0,
        maxDate: 0,
        offsetId: below,
        addOffset: 0,
        limit: MOST,
        maxId: 0,
        minId: 0,
        hash: Long.ZERO,
      })
      if (found._ === 'messages.messagesNotModified') throw new Failure(0, 'NOT_MODIFIED')
      const messages = found.messages
        .map((raw) => messageOf(raw, account.self))
        .filter((one) => one !== null)
        .sort((one, other) => other.id - one.id)
      return { messages, peers: peersOf(found) }
    },

    pin: (chat, id, silent, forMe) => set(chat, id, { silent, pmOneside: forMe }),
    unpin: (chat, id) => set(chat, id, { unpin: true }),

    async unpinAll(chat, thread) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      const topic = thread ? { topMsgId: thread } : {}
      for (let left = true; left; ) {
        const affected = await client.call({ _: 'messages.unpinAllMessages', peer, ...topic })
        const channel = peer._ === 'inputPeerChannel' ? peer.channelId : undefined
        client.handleClientUpdate(ptsUpdate(affected.pts, affected.ptsCount, channel), true)
        left = affected.offset > 0
      }
      account.tell({ kind: 'unpinnedAll', chat })
    },
  }
}
