import { Long, type tl } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import { randomLong } from '@mtcute/core/utils.js'
import type { Handlers } from '../../bridge/contract'
import type { MessagesRequests, Place, Slice } from '../../bridge/messages'
import { Failure } from '../../model/failure'
import { parseMarkup } from '../../model/markup'
import type { Message } from '../../model/message'
import type { PeerId } from '../../model/peer'
import { GENERAL } from '../../model/thread'
import type { Account } from '../account'
import { inputEntities } from '../convert/entity'
import { messageOf } from '../convert/message'
import { peersOf } from '../convert/peer'
import { answering } from '../convert/reply'
import { ptsUpdate } from '../updates/pts'

export function messagesRequests(account: Account): Handlers<MessagesRequests> {
  return {
    async history(chat, place, limit, thread) {
      if (thread) return threadHistory(account, chat, thread, place, limit)
      if (!account.online) {
        const kept = await account.kept.read(chat, place, limit)
        if (kept) return { ...kept, kept: true }
      }
      const found = await account.client.call({
        _: 'messages.getHistory',
        peer: await resolvePeer(account.client, chat),
        ...offsets(place, limit),
        offsetDate: 0,
        limit,
        maxId: 0,
        minId: 0,
        hash: Long.ZERO,
      })
      if (found._ === 'messages.messagesNotModified') throw new Failure(0, 'NOT_MODIFIED')
      const messages = messagesOf(found.messages, account.self)
      const slice = { messages, peers: peersOf(found), ...ends(place, messages, limit) }
      void account.kept.put(chat, place, slice)
      return slice
    },

    async some(chat, ids) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      const id = ids.map((one) => ({ _: 'inputMessageID', id: one }) as const)
      const found = await client.call(
        peer._ === 'inputPeerChannel'
          ? { _: 'channels.getMessages', channel: { ...peer, _: 'inputChannel' }, id }
          : { _: 'messages.getMessages', id },
      )
      if (found._ === 'messages.messagesNotModified') throw new Failure(0, 'NOT_MODIFIED')
      const messages = found.messages
        .map((raw) => messageOf(raw, account.self))
        .filter((one) => one !== null && one.chat === chat)
        .filter((one) => one !== null)
      return { messages, peers: peersOf(found) }
    },

    async edit(chat, id, text, entities) {
      const { client } = account
      const changed = await client.call({
        _: 'messages.editMessage',
        peer: await resolvePeer(client, chat),
        id,
        message: text,
        entities: await inputEntities(account.client, entities),
      })
      client.handleClientUpdate(changed, false)
    },

    async remove(chat, ids, forAll) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      if (peer._ === 'inputPeerChannel') {
        const channel = { ...peer, _: 'inputChannel' } as const
        const { pts, ptsCount } = await client.call({
          _: 'channels.deleteMessages',
          channel,
          id: ids,
        })
        account.tell({ kind: 'deleted', chat, ids })
        client.handleClientUpdate(ptsUpdate(pts, ptsCount, peer.channelId), true)
        return
      }
      const { pts, ptsCount } = await client.call({
        _: 'messages.deleteMessages',
        id: ids,
        revoke: forAll,
      })
      account.tell({ kind: 'deleted', chat: null, ids })
      client.handleClientUpdate(ptsUpdate(pts, ptsCount), true)
    },

    async forward(from, ids, to, nameless) {
      const { client } = account
      const [fromPeer, toPeer] = await Promise.all([from, to].map((id) => resolvePeer(client, id)))
      if (!fromPeer || !toPeer) throw new Failure(400, 'PEER_ID_INVALID')
      const sent = await client.call({
        _: 'messages.forwardMessages',
        fromPeer,
        toPeer,
        id: ids,
        randomId: ids.map(() => randomLong()),
        ...(nameless ? { dropAuthor: true } : {}),
      })
      client.handleClientUpdate(sent, false)
    },

    async saveDraft(chat, thread, typed, replyTo) {
      const { text: message, entities } = parseMarkup(typed)
      await account.client.call({
        _: 'messages.saveDraft',
        peer: await resolvePeer(account.client, chat),
        message,
        entities: await inputEntities(account.client, entities),
        ...answering({ replyTo, thread }),
      })
    },

    async read(chat, upTo) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      if (peer._ === 'inputPeerChannel') {
        const channel = { ...peer, _: 'inputChannel' } as const
        await client.call({ _: 'channels.readHistory', channel, maxId: upTo })
        return
      }
      const { pts, ptsCount } = await client.call({ _: 'messages.readHistory', peer, maxId: upTo })
      client.handleClientUpdate(ptsUpdate(pts, ptsCount), true)
    },

    async typing(chat, thread) {
      const peer = await resolvePeer(account.client, chat)
      await account.client.call({
        _: 'messages.setTyping',
        peer,
        ...(thread ? { topMsgId: thread } : {}),
        action: { _: 'sendMessageTypingAction' },
      })
    },
  }
}

/** A page of a thread; before its first answer stands what began it. */
async function threadHistory(
  account: Account,
  chat: PeerId,
  thread: number,
  place: Place,
  limit: number,
): Promise<Slice> {
  const { client, self } = account
  const peer = await resolvePeer(client, chat)
  const found = await client.call({
    _: 'messages.getReplies',
    peer,
    msgId: thread,
    ...offsets(place, limit),
    offsetDate: 0,
    limit,
    maxId: 0,
    minId: 0,
    hash: Long.ZERO,
  })
  if (found._ === 'messages.messagesNotModified') throw new Failure(0, 'NOT_MODIFIED')
  const messages = messagesOf(found.messages, self)
  const slice = { messages, peers: peersOf(found), ...ends(place, messages, limit) }
  if (!slice.oldest || thread === GENERAL || messages.some(({ id }) => id === thread)) return slice
  const root = await client.call({ _: 'messages.getDiscussionMessage', peer, msgId: thread })
  const begun = messagesOf(root.messages, self).filter((one) => one.chat === chat)
  return { ...slice, messages: [...begun, ...messages], peers: [...slice.peers, ...peersOf(root)] }
}

/** Oldest first. */
function messagesOf(raw: tl.TypeMessage[], self: number): Message[] {
  return raw
    .map((one) => messageOf(one, self))
    .filter((one) => one !== null)
    .sort((one, other) => one.id - other.id)
}

type Offsets = Pick<tl.messages.RawGetHistoryRequest, 'offsetId' | 'addOffset'>

function offsets(place: Place, limit: number): Offsets {
  if ('before' in place) return { offsetId: place.before, addOffset: 0 }
  if ('after' in place) return { offsetId: place.after + 1, addOffset: -limit }
  if ('around' in place) return { offsetId: place.around, addOffset: -Math.floor(limit / 2) }
  return { offsetId: 0, addOffset: 0 }
}

function ends(
  place: Place,
  messages: Message[],
  limit: number,
): { oldest: boolean; newest: boolean } {
  const few = messages.length < limit
  if ('end' in place) return { oldest: few, newest: true }
  if ('before' in place) return { oldest: few, newest: false }
  if ('after' in place) return { oldest: false, newest: few }
  const newer = messages.filter((one) => one.id >= place.around).length
  const half = Math.floor(limit / 2)
  return { oldest: messages.length - newer < limit - half, newest: newer < half }
}
