import type { tl } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { PollsRequests } from '../../bridge/polls'
import { Failure } from '../../model/failure'
import type { Account } from '../account'
import { peerIdOf, peersOf } from '../convert/peer'
import { inputPoll, optionBytes, pollOf } from '../convert/poll'

const PAGE = 50

export function pollsRequests(account: Account): Handlers<PollsRequests> {
  return {
    async vote(chat, id, options) {
      const { client } = account
      const changed = await client.call({
        _: 'messages.sendVote',
        peer: await resolvePeer(client, chat),
        msgId: id,
        options: options.map(optionBytes),
      })
      client.handleClientUpdate(changed, false)
    },

    async voters(chat, id, option, after) {
      const found = await account.client.call({
        _: 'messages.getPollVotes',
        peer: await resolvePeer(account.client, chat),
        id,
        option: optionBytes(option),
        limit: PAGE,
        ...(after ? { offset: after } : {}),
      })
      const voters = found.votes.map(({ peer, date }) => ({ peer: peerIdOf(peer), date }))
      const page = { voters, peers: peersOf(found), count: found.count }
      return found.nextOffset ? { ...page, next: found.nextOffset } : page
    },

    async close(chat, id) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      const media = await pollMedia(account, peer, id)
      const changed = await client.call({
        _: 'messages.editMessage',
        peer,
        id,
        media: inputPoll({ ...pollOf(media), closed: true }),
      })
      client.handleClientUpdate(changed, false)
    },
  }
}

async function pollMedia(
  { client }: Account,
  peer: tl.TypeInputPeer,
  msgId: number,
): Promise<tl.RawMessageMediaPoll> {
  const id = [{ _: 'inputMessageID', id: msgId } as const]
  const found = await client.call(
    peer._ === 'inputPeerChannel'
      ? { _: 'channels.getMessages', channel: { ...peer, _: 'inputChannel' }, id }
      : { _: 'messages.getMessages', id },
  )
  const [message] = found._ === 'messages.messagesNotModified' ? [] : found.messages
  if (message?._ !== 'message' || message.media?._ !== 'messageMediaPoll') {
    throw new Failure(400, 'MESSAGE_ID_INVALID')
  }
  return message.media
}
