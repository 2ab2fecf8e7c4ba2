/** Draws the main screens in both languages and themes, on a phone and a desktop, into web/shots. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { launch, openChatWith, type Person, person, say, signUp } from './people.ts'

const FOLDER = new URL('../shots/', import.meta.url).pathname
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }
const THEMES = ['light', 'dark'] as const
const WORDS = {
  'fa-IR': ['سلام! خوبی؟', 'فردا ساعت ۵ می‌آیی؟ جلسه در کافه‌ی hodhod.example است', '👍'],
  'en-GB': ['Hi! How are you?', 'Are you coming tomorrow at five? We meet at hodhod.example', '👍'],
}
const ANSWERS = {
  'fa-IR': ['سلام سارا، ممنون', 'بله، حتماً. چیزی بیاورم؟'],
  'en-GB': ['Hello Sara, fine', 'Yes, sure. Shall I bring something?'],
}
const NAMES = {
  'fa-IR': ['سارا کریمی', 'امید رضایی'],
  'en-GB': ['Sara Karimi', 'Omid Rezaei'],
} as const

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

test.each(['fa-IR', 'en-GB'] as const)('screens in %s', async (locale) => {
  const [mine, theirs] = NAMES[locale]
  const sara = await person(browser, mine, { locale })
  const omid = await person(browser, theirs, { locale })
  await shoot(sara.page, locale, 'sign-in')
  await Promise.all([signUp(sara), signUp(omid)])
  await talk(sara, omid, locale)
  await shoot(sara.page, locale, 'chat')
  for (const place of ['', 'settings']) {
    await sara.page.goto(`${new URL(sara.page.url()).origin}/#/${place}`)
    await sara.page.locator('.main').waitFor()
    await shoot(sara.page, locale, place || 'chats')
  }
  await Promise.all([sara.close(), omid.close()])
})

async function talk(sara: Person, omid: Person, locale: 'fa-IR' | 'en-GB'): Promise<void> {
  await openChatWith(sara, omid)
  for (const text of WORDS[locale]) await say(sara, text)
  const last = omid.page.locator('a[href^="#/chat/"]').filter({ hasText: sara.name })
  await last.click()
  for (const text of ANSWERS[locale]) await say(omid, text)
  await sara.page
    .locator('article')
    .getByText(ANSWERS[locale][1] ?? '')
    .waitFor()
}

async function shoot(page: Page, locale: string, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme })
      await page.evaluate(() => document.fonts.ready)
      const path = `${FOLDER}${name}-${locale.slice(0, 2)}-${size}-${colorScheme}.png`
      await page.screenshot({ path, animations: 'disabled' })
    }
  }
}
