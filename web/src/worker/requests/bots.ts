import { resolvePeer } from '@mtcute/core/methods.js'
import type { BotsRequests, Said } from '../../bridge/bots'
import type { Handlers } from '../../bridge/contract'
import type { Account } from '../account'

export function botsRequests(account: Account): Handlers<BotsRequests> {
  return {
    async press(chat, id, data) {
      const { client } = account
      const answer = await client.call({
        _: 'messages.getBotCallbackAnswer',
        peer: await resolvePeer(client, chat),
        msgId: id,
        data,
      })
      const said: Said = { stays: answer.alert === true }
      if (answer.message) said.text = answer.message
      if (answer.url) said.url = answer.url
      return said
    },
  }
}
