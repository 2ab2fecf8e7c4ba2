import { Long, type tl } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { FindingRequests, FoundPage } from '../../bridge/finding'
import { Failure } from '../../model/failure'
import type { Message } from '../../model/message'
import type { Account } from '../account'
import { messageOf } from '../convert/message'
import { peerIdOf, peersOf } from '../convert/peer'
import { findByPhone, isPhone } from './people'

const MOST = 30
const PAGE = 40

export function findingRequests(account: Account): Handlers<FindingRequests> {
  return {
    async peers(words) {
      if (isPhone(words)) return { mine: await findByPhone(account, words), others: [] }
      const q = words.replace(/^@/, '')
      const found = await account.client.call({ _: 'contacts.search', q, limit: MOST })
      const all = new Map(peersOf(found).map((peer) => [peer.id, peer]))
      const named = (peers: tl.TypePeer[]) =>
        peers.map((peer) => all.get(peerIdOf(peer))).filter((peer) => peer !== undefined)
      return { mine: named(found.myResults), others: named(found.results) }
    },

    async everywhere(words, after) {
      const found = await account.client.call({
        _: 'messages.searchGlobal',
        q: words,
        filter: { _: 'inputMessagesFilterEmpty' },
        minDate: 0,
        maxDate: 0,
        offsetRate: after?.rate ?? 0,
        offsetPeer: after ? await resolvePeer(account.client, after.chat) : { _: 'inputPeerEmpty' },
        offsetId: after?.message ?? 0,
        limit: PAGE,
      })
      const page = pageOf(found, account.self)
      const last = page.messages.at(-1)
      const rate = 'nextRate' in found ? found.nextRate : undefined
      if (!last || rate === undefined) return page
      return { ...page, next: { message: last.id, chat: last.chat, rate } }
    },

    async inChat(chat, thread, words, below) {
      const found = await account.client.call({
        _: 'messages.search',
        peer: await resolvePeer(account.client, chat),
        q: words,
        ...(thread ? { topMsgId: thread } : {}),
        filter: { _: 'inputMessagesFilterEmpty' },
        minDate: 0,
        maxDate: 0,
        offsetId: below,
        addOffset: 0,
        limit: PAGE,
        maxId: 0,
        minId: 0,
        hash: Long.ZERO,
      })
      return pageOf(found, account.self)
    },

    async since(chat, time) {
      const found = await account.client.call({
        _: 'messages.getHistory',
        peer: await resolvePeer(account.client, chat),
        offsetId: 0,
        offsetDate: time,
        addOffset: -1,
        limit: 2,
        maxId: 0,
        minId: 0,
        hash: Long.ZERO,
      })
      const { messages } = pageOf(found, account.self)
      const one = messages.findLast(({ date }) => date >= time) ?? messages[0]
      return one?.id ?? null
    },
  }
}

/** The order is the server's; only in one chat can ids be compared. */
function pageOf(found: tl.messages.TypeMessages, self: number): FoundPage {
  if (found._ === 'messages.messagesNotModified') throw new Failure(0, 'NOT_MODIFIED')
  const messages: Message[] = found.messages
    .map((raw) => messageOf(raw, self))
    .filter((one) => one !== null)
  const count = 'count' in found ? found.count : messages.length
  return { messages, peers: peersOf(found), count }
}
