/** A person and a bot: its buttons below messages, its keyboard in place of the letters. */

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, type Person, person, SERVER, signUp } from './people.ts'

const { BOT_NAME = '', BOT_TOKEN = '' } = process.env
const WAIT_S = 25

let browser: Browser
let sara: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  await signUp(sara)
})

afterAll(() => browser.close())

interface Update {
  update_id: number
  message?: { text: string; chat: { id: number } }
  callback_query?: { id: string; data: string }
}

async function bot<Result>(method: string, said: object): Promise<Result> {
  const answer = await fetch(new URL(`/bot${BOT_TOKEN}/${method}`, SERVER), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(said),
  })
  const { ok, result, description } = await answer.json()
  if (!ok) throw new Error(description)
  return result
}

let next = 0

async function update(): Promise<Update> {
  for (;;) {
    const [one] = await bot<Update[]>('getUpdates', { offset: next, limit: 1, timeout: WAIT_S })
    if (!one) continue
    next = one.update_id + 1
    return one
  }
}

let chat = 0

test('a bot is found by its name and begun with', async () => {
  await sara.page.locator('search input').fill(BOT_NAME)
  await sara.page.getByText(`@${BOT_NAME}`).first().click()
  await sara.page.getByRole('button', { name: 'شروع' }).click()
  const { message } = await update()
  expect(message?.text).toBe('/start')
  chat = message?.chat.id ?? 0
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

test('the page asks nobody but its own server, and throws nothing', () => {
  expect([sara.strayed, sara.errors]).toEqual([[], []])
})
