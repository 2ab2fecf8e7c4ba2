/** A group's moderator, as it is written with grammY: only the address is this server's. */

import { createServer } from 'node:http'
import { Bot, webhookCallback } from 'grammy'

const { SERVER, TOKEN, PORT } = process.env
const secretToken = 'only-the-server-knows'
const HOUR_S = 3600
const bot = new Bot(TOKEN, { client: { apiRoot: SERVER } })

bot.on('chat_join_request', (ctx) => ctx.approveChatJoinRequest(ctx.from.id))

bot.on('message:new_chat_members', async (ctx) => {
  for (const { is_bot, first_name } of ctx.message.new_chat_members) {
    if (!is_bot) await ctx.reply(`Welcome, ${first_name}`)
  }
})

bot.command('admins', async (ctx) => {
  const found = await ctx.getChatAdministrators()
  const { message_id } = ctx.message
  await ctx.reply(`${found.length} admins`, { reply_parameters: { message_id } })
})

bot.command('ban', async (ctx) => {
  const { status } = await ctx.getAuthor()
  const gone = ctx.message.reply_to_message?.from
  if (status !== 'creator' || !gone) return
  await ctx.banChatMember(gone.id)
  await ctx.reply(`${gone.first_name} is banned`)
})

bot.on('message::url', async (ctx) => {
  await ctx.deleteMessage()
  const until_date = Math.floor(Date.now() / 1000) + HOUR_S
  await ctx.restrictChatMember(ctx.from.id, { can_send_messages: false }, { until_date })
  await ctx.reply(`${ctx.from.first_name} is muted`)
})

const handle = webhookCallback(bot, 'http', { secretToken })
createServer(handle).listen(Number(PORT), '127.0.0.1', async () => {
  const allowed_updates = ['message', 'chat_join_request']
  const url = `http://127.0.0.1:${PORT}/bot`
  await bot.api.setWebhook(url, { secret_token: secretToken, allowed_updates })
})
