/**
 * One mtcute client, driven by lines of JSON.
 *
 * In:  {"id": 1, "command": "sendText", "args": {…}}
 * Out: {"id": 1, "result": …}, {"id": 1, "error": {"code": 400, "text": "…"}}, or {"report": {…}}
 */

import { createInterface } from 'node:readline'
import { readFileSync, writeFileSync } from 'node:fs'
import { Long, MemoryStorage, MtUnsupportedError, tl } from '@mtcute/core'
import { TelegramClient } from '@mtcute/node'
import { addPublicKey, NodeCryptoProvider } from '@mtcute/node/utils.js'

import { transport } from './transports.mjs'
import { input, report, seen } from './vocabulary.mjs'

console.log = console.error // standard output is for answers

const [, , address, http, pemFile, way] = process.argv
const [ipAddress, port] = address.split(':')
const dc = { id: 2, ipAddress, port: Number(port) }

const crypto = new NodeCryptoProvider()
const tg = new TelegramClient({
  apiId: 1,
  apiHash: '0'.repeat(32),
  storage: new MemoryStorage(),
  crypto,
  defaultDcs: { main: dc, media: { ...dc, mediaOnly: true } },
  transport: transport(way, http),
  updates: { catchUp: true },
  logLevel: 2,
})

let self = 0

const say = value => process.stdout.write(`${JSON.stringify(value)}\n`)

const welcome = (user) => {
  self = user.id
  return user.id
}

const text = content => content.styles
  ? { text: content.text, entities: content.styles.map(it => ({ _: 'messageEntityBold', offset: it.offset, length: it.length })) }
  : content.text

const one = async (chat, message) => (await tg.getMessages(chat, [message]))[0]

const commands = {
  async prepare() {
    await crypto.initialize?.()
    addPublicKey(crypto, readFileSync(pemFile, 'utf8'))
    tg.onRawUpdate.add(({ update }) => {
      const said = report(update, self)
      if (said) say({ report: said })
    })
    tg.onError.add(error => console.error('mtcute error', error))
    await tg.connect()
  },

  async sendCode({ phone }) {
    const { phoneCodeHash } = await tg.sendCode({ phone })
    return phoneCodeHash
  },

  async signIn({ phone, hash, code, firstName, password }) {
    try {
      return welcome(await tg.signIn({ phone, phoneCodeHash: hash, phoneCode: code }))
    } catch (error) {
      if (tl.RpcError.is(error, 'SESSION_PASSWORD_NEEDED')) {
        return welcome(await tg.checkPassword(password))
      }
      if (!(error instanceof MtUnsupportedError)) throw error
    }
    // mtcute has no method to sign up; the API's own is still there.
    const auth = await tg.call({
      _: 'auth.signUp',
      phoneNumber: phone,
      phoneCodeHash: hash,
      firstName,
      lastName: '',
    })
    return welcome(await tg.notifyLoggedIn(auth))
  },

  disconnect: () => tg.disconnect(),

  /** Comes back; the updates loop begins by asking for what happened meanwhile. */
  async reconnect() {
    await tg.connect()
    await tg.startUpdatesLoop()
  },

  async importContact({ phone, firstName }) {
    const result = await tg.importContacts([{ phone, firstName, lastName: '' }])
    return result.imported[0]?.userId ?? 0
  },

  setUsername: ({ username }) => tg.setMyUsername(username).then(() => true),

  find: async ({ username }) => (await tg.resolvePeer(username)).userId,

  setPassword: ({ password }) => tg.enableCloudPassword({ password, hint: 'a bird' }),

  async send({ chat, content, replyTo }) {
    const params = replyTo ? { replyTo } : {}
    const sent = content.media
      ? await tg.sendMedia(chat, input(content), params)
      : await tg.sendText(chat, text(content), params)
    return seen(sent.raw, self)
  },

  async sendAlbum({ chat, contents }) {
    const sent = await tg.sendMediaGroup(chat, contents.map(input))
    return sent.map(message => seen(message.raw, self))
  },

  edit: ({ chat, message, text }) => tg.editMessage({ chatId: chat, message, text }).then(() => true),

  delete: ({ chat, message, revoke }) => tg.deleteMessagesById(chat, [message], { revoke }),

  async forward({ chat, message, to }) {
    const sent = await tg.forwardMessagesById({ fromChatId: chat, messages: [message], toChatId: to })
    return seen(sent[0].raw, self)
  },

  react: ({ chat, message, emoji }) => tg.sendReaction({ chatId: chat, message, emoji }).then(() => true),

  type: ({ chat }) => tg.sendTyping(chat, 'typing'),

  read: ({ chat, upTo }) => tg.readHistory(chat, { maxId: upTo }),

  history: async ({ chat, limit }) => (await tg.getHistory(chat, { limit }))
    .map(message => seen(message.raw, self)),

  async chats() {
    const rows = []
    for await (const dialog of tg.iterDialogs()) {
      rows.push({ chat: dialog.peer.id, top: dialog.raw.topMessage, unread: dialog.unreadCount })
    }
    return rows
  },

  async download({ chat, message, into }) {
    // `downloadToFile` returns before the file is on the disk.
    writeFileSync(into, await tg.downloadAsBuffer((await one(chat, message)).media))
    return into
  },

  createGroup: async ({ title, members }) => (await tg.createGroup({ title, users: members })).chat.id,

  createChannel: async ({ title, broadcast }) => (await (broadcast
    ? tg.createChannel({ title })
    : tg.createSupergroup({ title }))).id,

  publish: ({ chat, username }) => tg.setChatUsername(chat, username).then(() => true),

  join: async ({ username }) => (await tg.joinChat(username)).chat.id,

  invite: ({ chat, user }) => tg.addChatMembers(chat, [user], { forwardCount: 100 }).then(() => true),

  leave: ({ chat }) => tg.leaveChat(chat).then(() => true),

  pin: ({ chat, message }) => tg.pinMessage({ chatId: chat, message }).then(() => true),

  devices: async () => (await tg.call({ _: 'account.getAuthorizations' })).authorizations
    .map(it => ({ hash: it.hash.toString(), current: it.current === true })),

  endDevice: ({ hash }) => tg.call({ _: 'account.resetAuthorization', hash: Long.fromString(hash) }),

  logOut: () => tg.logOut().then(() => true),

  async close() {
    await tg.destroy()
    setImmediate(() => process.exit(0))
  },
}

async function answer({ id, command, args }) {
  try {
    say({ id, result: await commands[command](args ?? {}) ?? null })
  } catch (error) {
    const refused = tl.RpcError.is(error)
    if (!refused) console.error(command, error)
    say({ id, error: { code: refused ? error.code : 0, text: refused ? error.text : String(error) } })
  }
}

createInterface({ input: process.stdin })
  .on('line', line => void answer(JSON.parse(line)))
  .on('close', () => process.exit(0))
