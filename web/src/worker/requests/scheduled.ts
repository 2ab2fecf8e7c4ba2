import { Long } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import { randomLong } from '@mtcute/core/utils.js'
import type { Handlers } from '../../bridge/contract'
import type { ScheduledRequests } from '../../bridge/scheduled'
import type { Account } from '../account'
import { inputEntities } from '../convert/entity'
import { messageOf } from '../convert/message'
import { answering } from '../convert/reply'

export function scheduledRequests(account: Account): Handlers<ScheduledRequests> {
  return {
    async list(chat) {
      const { client, self } = account
      const peer = await resolvePeer(client, chat)
      const found = await client.call({
        _: 'messages.getScheduledHistory',
        peer,
        hash: Long.ZERO,
      })
      if (found._ === 'messages.messagesNotModified') return []
      return found.messages
        .map((raw) => messageOf(raw, self))
        .filter((one) => one !== null)
        .sort((one, other) => one.date - other.date)
    },

    async add(chat, { text, entities }, at, replyTo, thread) {
      const { client } = account
      const sent = await client.call({
        _: 'messages.sendMessage',
        peer: await resolvePeer(client, chat),
        message: text,
        entities: await inputEntities(account.client, entities),
        randomId: randomLong(),
        scheduleDate: at,
        clearDraft: true,
        ...answering({ replyTo, thread }),
      })
      client.handleClientUpdate(sent, false)
    },

    async sendNow(chat, id) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      const sent = await client.call({ _: 'messages.sendScheduledMessages', peer, id: [id] })
      client.handleClientUpdate(sent, false)
    },

    async remove(chat, id) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      const gone = await client.call({ _: 'messages.deleteScheduledMessages', peer, id: [id] })
      client.handleClientUpdate(gone, false)
    },
  }
}
