/** An inline bot with a page of its own, as it is written with grammY: only the address differs. */

import { createHmac } from 'node:crypto'
import { Bot, InlineKeyboard, InlineQueryResultBuilder } from 'grammy'

const { SERVER, TOKEN } = process.env
const bot = new Bot(TOKEN, { client: { apiRoot: SERVER } })
const reply_markup = new InlineKeyboard().text('Like', 'like')
const PAGE = 'https://page.example/order'

const article = (title, text) =>
  InlineQueryResultBuilder.article('1', title, {
    description: 'as it is written',
    reply_markup,
  }).text(text, { parse_mode: 'HTML' })

bot.command('start', (ctx) =>
  ctx.reply('Ready', { reply_markup: new InlineKeyboard().webApp('Order', PAGE) }),
)

bot.on('inline_query', (ctx) => {
  const { query } = ctx.inlineQuery
  const shown = article(query.toUpperCase(), `<b>${query}</b>`)
  return ctx.answerInlineQuery([shown], { cache_time: 0, is_personal: true })
})

bot.on('chosen_inline_result', (ctx) =>
  ctx.editMessageText(`${ctx.chosenInlineResult.query} (chosen)`, { reply_markup }),
)

bot.callbackQuery('like', async (ctx) => {
  await ctx.answerCallbackQuery(`${ctx.from.first_name} likes it`)
  await ctx.editMessageText('Liked')
})

bot.command('page', async (ctx) => {
  // What the page was told, as it would bring it back to its own server.
  const said = Object.fromEntries(new URLSearchParams(ctx.match))
  const { hash, ...fields } = said
  const names = Object.keys(fields).sort()
  const lines = names.map((name) => `${name}=${fields[name]}`).join('\n')
  const key = createHmac('sha256', 'WebAppData').update(TOKEN).digest()
  if (createHmac('sha256', key).update(lines).digest('hex') !== hash) return
  const { first_name } = JSON.parse(fields.user)
  await ctx.api.answerWebAppQuery(fields.query_id, article('Order', `An order of ${first_name}`))
})

await bot.start({
  allowed_updates: ['message', 'inline_query', 'chosen_inline_result', 'callback_query'],
})
