import { Long, type tl } from '@mtcute/core'
import { resolvePeer, resolveUser } from '@mtcute/core/methods.js'
import { randomLong } from '@mtcute/core/utils.js'
import type { BotsRequests, OpenPage, Said } from '../../bridge/bots'
import type { Handlers } from '../../bridge/contract'
import type { Account } from '../account'
import { offersOf } from '../convert/offer'

/** What pages are told they are shown by. */
const PLATFORM = 'web'

export function botsRequests(account: Account): Handlers<BotsRequests> {
  const user = (id: number): Promise<tl.TypeInputUser> => resolveUser(account.client, id)
  const peer = (id: number): Promise<tl.TypeInputPeer> => resolvePeer(account.client, id)
  return {
    async press(chat, id, data) {
      const answer = await account.client.call({
        _: 'messages.getBotCallbackAnswer',
        peer: await peer(chat),
        msgId: id,
        data,
      })
      const said: Said = { stays: answer.alert === true }
      if (answer.message) said.text = answer.message
      if (answer.url) said.url = answer.url
      return said
    },

    async start(bot, startParam) {
      const sent = await account.client.call({
        _: 'messages.startBot',
        bot: await user(bot),
        peer: await peer(bot),
        randomId: randomLong(),
        startParam,
      })
      account.client.handleClientUpdate(sent, false)
    },

    async named(name) {
      const found = await account.client
        .call({ _: 'contacts.resolveUsername', username: name })
        .catch(() => undefined)
      const bot = found?.users.find((one) => one._ === 'user' && one.bot)
      if (bot?._ !== 'user' || found?.peer._ !== 'peerUser' || found.peer.userId !== bot.id)
        return null
      if (bot.botInlinePlaceholder === undefined) return null
      return { id: bot.id, hint: bot.botInlinePlaceholder }
    },

    async ask(bot, chat, query, offset) {
      const found = await account.client.call({
        _: 'messages.getInlineBotResults',
        bot: await user(bot),
        peer: await peer(chat),
        query,
        offset,
      })
      return offersOf(found)
    },

    async choose(chat, query, id, replyTo) {
      const sent = await account.client.call({
        _: 'messages.sendInlineBotResult',
        peer: await peer(chat),
        randomId: randomLong(),
        queryId: Long.fromString(query),
        id,
        clearDraft: true,
        ...(replyTo ? { replyTo: { _: 'inputReplyToMessage', replyToMsgId: replyTo } } : {}),
      })
      account.client.handleClientUpdate(sent, false)
    },

    async menu(bot) {
      const found = await account.client.call({ _: 'users.getFullUser', id: await user(bot) })
      const button = found.fullUser.botInfo?.menuButton
      return button?._ === 'botMenuButton' ? { text: button.text, url: button.url } : null
    },

    async open(chat, bot, url, { theme }) {
      const result = await account.client.call({
        _: 'messages.requestWebView',
        peer: await peer(chat),
        bot: await user(bot),
        url,
        platform: PLATFORM,
        themeParams: { _: 'dataJSON', data: JSON.stringify(theme) },
      })
      const page: OpenPage = { url: result.url }
      if (result.queryId) page.query = result.queryId.toString()
      return page
    },

    async openSimple(bot, url, { theme }) {
      const result = await account.client.call({
        _: 'messages.requestSimpleWebView',
        bot: await user(bot),
        url,
        platform: PLATFORM,
        themeParams: { _: 'dataJSON', data: JSON.stringify(theme) },
      })
      return { url: result.url }
    },

    async prolong(chat, bot, query) {
      await account.client.call({
        _: 'messages.prolongWebView',
        peer: await peer(chat),
        bot: await user(bot),
        queryId: Long.fromString(query),
      })
    },

    async tell(bot, buttonText, data) {
      const sent = await account.client.call({
        _: 'messages.sendWebViewData',
        bot: await user(bot),
        randomId: randomLong(),
        buttonText,
        data,
      })
      account.client.handleClientUpdate(sent, false)
    },
  }
}
