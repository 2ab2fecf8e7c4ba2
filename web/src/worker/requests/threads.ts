import { resolvePeer } from '@mtcute/core/methods.js'
import { randomLong } from '@mtcute/core/utils.js'
import type { Handlers } from '../../bridge/contract'
import type { ThreadsRequests } from '../../bridge/threads'
import { Failure } from '../../model/failure'
import type { Account } from '../account'
import { peersOf } from '../convert/peer'
import { discussionOf, topicsOf } from '../convert/thread'
import { ptsUpdate } from '../updates/pts'

const PAGE = 50

export function threadsRequests(account: Account): Handlers<ThreadsRequests> {
  return {
    async get(chat, id) {
      const found = await account.client.call({
        _: 'messages.getDiscussionMessage',
        peer: await resolvePeer(account.client, chat),
        msgId: id,
      })
      const thread = discussionOf(found, account.self)
      if (!thread) throw new Failure(400, 'MSG_ID_INVALID')
      return { thread, peers: peersOf(found) }
    },

    async topics(chat, after) {
      const found = await account.client.call({
        _: 'messages.getForumTopics',
        peer: await resolvePeer(account.client, chat),
        offsetDate: after?.last?.date ?? 0,
        offsetId: after?.last?.id ?? 0,
        offsetTopic: after?.top ?? 0,
        limit: PAGE,
      })
      return { ...topicsOf(chat, found, account.self), more: found.topics.length >= PAGE }
    },

    async some(chat, tops) {
      const found = await account.client.call({
        _: 'messages.getForumTopicsByID',
        peer: await resolvePeer(account.client, chat),
        topics: tops,
      })
      return topicsOf(chat, found, account.self)
    },

    async read(chat, top, upTo) {
      await account.client.call({
        _: 'messages.readDiscussion',
        peer: await resolvePeer(account.client, chat),
        msgId: top,
        readMaxId: upTo,
      })
    },

    async create(chat, title, color) {
      const { client } = account
      const changed = await client.call({
        _: 'messages.createForumTopic',
        peer: await resolvePeer(client, chat),
        title,
        iconColor: color,
        randomId: randomLong(),
      })
      client.handleClientUpdate(changed, false)
      const begun = 'updates' in changed ? changed.updates : []
      for (const update of begun)
        if (update._ === 'updateNewChannelMessage') return update.message.id
      throw new Failure(0, 'NO_TOPIC')
    },

    async change(chat, top, change) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      const changed = await client.call({
        _: 'messages.editForumTopic',
        peer,
        topicId: top,
        ...change,
      })
      client.handleClientUpdate(changed, false)
    },

    async pin(chat, top, on) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      const changed = await client.call({
        _: 'messages.updatePinnedForumTopic',
        peer,
        topicId: top,
        pinned: on,
      })
      client.handleClientUpdate(changed, false)
    },

    async remove(chat, top) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      for (let left = true; left; ) {
        const gone = await client.call({ _: 'messages.deleteTopicHistory', peer, topMsgId: top })
        const channel = peer._ === 'inputPeerChannel' ? peer.channelId : undefined
        client.handleClientUpdate(ptsUpdate(gone.pts, gone.ptsCount, channel), true)
        left = gone.offset > 0
      }
    },
  }
}
