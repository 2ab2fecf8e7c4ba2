/** What was shared in a chat; stickers and GIFs; what is offered while somebody writes. */

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersOn } from './barriers.ts'
import { BOT_NAME, bot, heard } from './bot.ts'
import { animatedSticker, type Given, gif, picture } from './files.ts'
import { launch, openChatWith, type Person, person, say, signUp } from './people.ts'

let browser: Browser
let sara: Person
let omid: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  omid = await person(browser, 'Omid')
  await Promise.all([signUp(sara), signUp(omid)])
  await openChatWith(sara, omid)
})

afterAll(() => browser.close())

async function send({ page }: Person, files: Given[]): Promise<void> {
  const before = await page.locator('article').count()
  await page.locator('form input[type=file]').setInputFiles(files)
  await page.getByRole('dialog').getByRole('button').last().click()
  await expect.poll(() => page.locator('article').count()).toBeGreaterThan(before)
  await page.locator('article').last().locator('[data-state=sent], [data-state=read]').waitFor()
}

test('what was shared in a chat is found in its profile, by kind', async () => {
  const { page } = sara
  await send(sara, [picture('a.png', 300, 200)])
  await send(sara, [{ name: 'نامه.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(900) }])
  await say(sara, 'بخوان: https://hodhod.example/docs')
  await page.locator('article').getByText('hodhod.example').waitFor()
  await page.locator('[data-profile]').first().click()
  const shared = page.locator('.aside [role=tabpanel]')
  await shared.locator('img.real').waitFor()
  expect(await barriersOn(page)).toEqual([])
  await page.getByRole('tab', { name: 'فایل‌ها' }).click()
  await shared.getByText('نامه.pdf').waitFor()
  await page.keyboard.press('ArrowLeft')
  await shared.getByRole('link', { name: 'https://hodhod.example/docs' }).waitFor()
  expect(await page.getByRole('tab').count()).toBe(3)
  await page.getByRole('tab', { name: 'عکس و ویدیو' }).click()
  await shared.getByRole('button').click()
  await page.getByRole('dialog').locator('img').waitFor()
  await page.keyboard.press('Escape')
})

test('a set of stickers is added from a sticker in a chat, and sent from the panel', async () => {
  const { page } = sara
  const origin = new URL(page.url()).origin
  await page.goto(`${origin}/#/join/${BOT_NAME}`)
  await page.getByRole('button', { name: 'شروع' }).click()
  const chat = await heard('/start')
  const name = `birds_${Math.random().toString(36).slice(2, 10)}_by_${BOT_NAME}`
  const stickers = [{ sticker: 'attach://bird', emoji_list: ['🐦'], format: 'animated' }]
  const made = { user_id: chat, name, title: 'پرندگان', stickers }
  await bot('createNewStickerSet', made, [animatedSticker('bird')])
  const set = await bot<{ stickers: { file_id: string }[] }>('getStickerSet', { name })
  await bot('sendSticker', { chat_id: chat, sticker: set.stickers[0]?.file_id ?? '' })
  await page.getByTitle('بستهٔ این برچسب').click()
  await page.getByRole('dialog').getByRole('button', { name: 'افزودن بسته' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await openChatWith(sara, omid)
  await page.getByRole('button', { name: 'شکلک، برچسب و گیف' }).click()
  await page.getByRole('tab', { name: 'برچسب' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByRole('heading', { name: 'پرندگان' }).waitFor()
  await page.setViewportSize({ width: 390, height: 800 })
  const { x = -1, width = 0 } = (await panel.boundingBox()) ?? {}
  expect([x >= 0, x + width <= 390]).toEqual([true, true])
  expect(await barriersOn(page)).toEqual([])
  await panel.getByRole('button', { name: 'فرستادن برچسب 🐦' }).first().click()
  await panel.waitFor({ state: 'detached' })
  await page.locator('article').last().locator('[data-state=sent]').waitFor()
  await page.setViewportSize({ width: 1280, height: 720 })
  await openChatWith(omid, sara)
  await omid.page.getByRole('img', { name: '🐦' }).waitFor()

  await page.locator('textarea').fill('🐦')
  await page.getByRole('group', { name: 'برچسب‌های این شکلک' }).getByRole('button').click()
  await expect.poll(() => omid.page.getByRole('img', { name: '🐦' }).count()).toBe(2)
  expect(await page.locator('textarea').inputValue()).toBe('')
})

test('a GIF is saved from a chat and sent from the panel', async () => {
  await send(sara, [gif('g.gif')])
  const shown = omid.page.locator('article').last()
  await shown.click({ button: 'right', position: { x: 5, y: 5 } })
  await omid.page.getByRole('menuitem', { name: 'Save the GIF' }).click()
  await omid.page.getByRole('button', { name: 'Emoji, stickers and GIFs' }).click()
  await omid.page.getByRole('tab', { name: 'GIFs' }).click()
  await omid.page.getByRole('button', { name: 'Send the GIF' }).click()
  await omid.page
    .locator('article')
    .last()
    .locator('[data-state=sent], [data-state=read]')
    .waitFor()
})

test('commands of a bot and hashtags are offered while they are written', async () => {
  const { page } = sara
  await say(sara, 'این را ببین #پرنده')
  const field = page.locator('textarea')
  await field.pressSequentially('باز هم #پر')
  await page.getByRole('option', { name: '#پرنده' }).waitFor()
  await field.press('Enter')
  expect(await field.inputValue()).toBe('باز هم #پرنده ')
  await field.fill('')
  const commands = [{ command: 'settings', description: 'تنظیم‌ها' }]
  await bot('setMyCommands', { commands })
  await page.goto(`${new URL(page.url()).origin}/#/join/${BOT_NAME}`)
  await page.locator('header h1').getByText('Helper').waitFor()
  await page.locator('textarea').pressSequentially('/se')
  await page.getByRole('option', { name: 'تنظیم‌ها' }).waitFor()
  await page.locator('textarea').press('Tab')
  await page.locator('textarea').press('Enter')
  await heard('/settings')
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
