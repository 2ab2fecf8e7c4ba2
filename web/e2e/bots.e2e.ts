/** A person and a bot: its buttons below messages, its keyboard in place of the letters. */

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BOT_NAME, bot, heard, update } from './bot.ts'
import { launch, type Person, person, SERVER, signUp } from './people.ts'

let browser: Browser
let sara: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  await signUp(sara)
})

afterAll(async () => {
  pages?.close()
  await browser.close()
})

/** A bot's own page, on an address of its own. It says to the bot who has opened it. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>Page</title>
<script src="${new URL('/web-app.js', SERVER)}"></script>
<p></p>
<script>
  const { WebApp } = Telegram
  document.querySelector('p').textContent = 'سلام ' + WebApp.initDataUnsafe.user.first_name
  WebApp.MainButton.setParams({ text: 'بفرست', is_visible: true })
  WebApp.MainButton.onClick(() =>
    WebApp.showConfirm('مطمئنید؟', (sure) => {
      if (sure) WebApp.sendData(WebApp.initDataUnsafe.hash)
    }),
  )
  WebApp.ready()
</script>`
let pages: Server | undefined

async function servePage(): Promise<string> {
  pages = createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html; charset=utf-8')
    answer.end(PAGE)
  })
  await new Promise<void>((ready) => pages?.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${(pages.address() as AddressInfo).port}/`
}

let chat = 0

test('a bot is found by its name and begun with', async () => {
  await sara.page.locator('search input').fill(BOT_NAME)
  await sara.page.getByText(`@${BOT_NAME}`).first().click()
  await sara.page.getByRole('button', { name: 'شروع' }).click()
  chat = await heard('/start')
})

test('a button below a message is pressed, and what the bot says is shown', async () => {
  const inline_keyboard = [
    [
      { text: 'بله', callback_data: 'yes' },
      { text: 'نه', callback_data: 'no' },
    ],
  ]
  await bot('sendMessage', { chat_id: chat, text: 'موافقید؟', reply_markup: { inline_keyboard } })
  const yes = sara.page.getByRole('button', { name: 'بله' })
  for (const show_alert of [false, true]) {
    await yes.click()
    const { callback_query } = await update()
    expect(callback_query?.data).toBe('yes')
    const said = { callback_query_id: callback_query?.id, text: 'سپاس', show_alert }
    await bot('answerCallbackQuery', said)
    const shown = show_alert ? sara.page.getByRole('dialog') : sara.page.locator('body')
    await shown.getByText('سپاس').first().waitFor()
  }
  await sara.page.getByRole('dialog').getByRole('button', { name: 'باشد' }).click()
  await sara.page.getByRole('dialog').waitFor({ state: 'detached' })
})

test('a keyboard in place of the letters says what its buttons say, once', async () => {
  const keyboard = [['یک', 'دو'], ['سه']]
  const reply_markup = { keyboard, one_time_keyboard: true }
  await bot('sendMessage', { chat_id: chat, text: 'چند تا؟', reply_markup })
  await sara.page.getByRole('button', { name: 'سه' }).click()
  expect((await update()).message?.text).toBe('سه')
  await sara.page.getByRole('button', { name: 'سه' }).waitFor({ state: 'detached' })
})

test('what a bot offers for words behind its name is sent via it', async () => {
  const field = sara.page.getByRole('textbox', { name: 'پیام', exact: true })
  await field.fill(`@${BOT_NAME} شاهنامه`)
  const { inline_query } = await update()
  expect(inline_query?.query).toBe('شاهنامه')
  const result = {
    type: 'article',
    id: '1',
    title: 'شاهنامه',
    description: 'فردوسی',
    input_message_content: { message_text: 'به نام خداوند جان و خرد' },
  }
  await bot('answerInlineQuery', { inline_query_id: inline_query?.id, results: [result] })
  await sara.page.getByRole('option', { name: 'فردوسی' }).click()
  const sent = sara.page.getByRole('article').filter({ hasText: 'به نام خداوند' })
  await sent.getByText('از راه Helper').waitFor()
  expect(await field.inputValue()).toBe('')
})

test('a page of a bot learns who has opened it, once they agree, and says something to its bot', async () => {
  const url = await servePage()
  const keyboard = [[{ text: 'باز کن', web_app: { url } }]]
  await bot('sendMessage', { chat_id: chat, text: 'صفحه', reply_markup: { keyboard } })
  await sara.page.getByRole('button', { name: 'باز کن' }).click()
  await sara.page.getByRole('button', { name: 'باز کردن' }).click()
  await sara.page.frameLocator('iframe').getByText('سلام سارا').waitFor()
  await sara.page.getByRole('button', { name: 'بفرست' }).click()
  await sara.page.getByText('مطمئنید؟').waitFor()
  await sara.page.getByRole('button', { name: 'باشد' }).click()
  let told = (await update()).message?.web_app_data
  while (!told) told = (await update()).message?.web_app_data
  expect(told.data).toMatch(/^[0-9a-f]{64}$/)
  await sara.page.locator('iframe').waitFor({ state: 'detached' })
  // What the frame has loaded was agreed to.
  const script = new URL('/web-app.js', SERVER).href
  expect(sara.strayed.splice(0)).toEqual([url, script])
})

test('the page asks nobody but its own server, and throws nothing', () => {
  expect([sara.strayed, sara.errors]).toEqual([[], []])
})
