/** An echo with a keyboard, as it is written with grammY: only the address is this server's. */

import { Bot, InlineKeyboard, InputFile } from 'grammy'

const { SERVER, TOKEN } = process.env
const bot = new Bot(TOKEN, { client: { apiRoot: SERVER } })
const keyboard = new InlineKeyboard().text('Press', 'pressed')

bot.command('start', (ctx) => {
  const { first_name } = ctx.from
  return ctx.reply(`Hello, <b>${first_name}</b>`, { parse_mode: 'HTML', reply_markup: keyboard })
})

bot.callbackQuery('pressed', async (ctx) => {
  await ctx.editMessageText('<i>It was pressed</i>', { parse_mode: 'HTML' })
  await ctx.answerCallbackQuery({ text: 'Thank you', show_alert: true })
})

bot.on('message:document', async (ctx) => {
  const { file_path } = await ctx.getFile()
  const answer = await fetch(`${SERVER}/file/bot${TOKEN}/${file_path}`)
  const data = new Uint8Array(await answer.arrayBuffer()).reverse()
  const name = ctx.message.document.file_name
  await ctx.replyWithDocument(new InputFile(data, name), { caption: 'turned round' })
})

bot.on('message:text', (ctx) => {
  const { text, entities, message_id } = ctx.message
  return ctx.reply(text, { entities, reply_parameters: { message_id } })
})

await bot.start()
