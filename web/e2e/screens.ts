/** The main screens, one after the other: drawn by `shots.ts`, looked through for barriers by `axe.e2e.ts`. */

import type { Browser, Page } from 'playwright-core'
import { openChatWith, type Person, person, say, signUp } from './people.ts'

export type Locale = 'fa-IR' | 'en-GB'
export const LOCALES: Locale[] = ['fa-IR', 'en-GB']
export const THEMES = ['light', 'dark'] as const

const WORDS: Record<Locale, string[]> = {
  'fa-IR': ['سلام! خوبی؟', 'فردا ساعت ۵ می‌آیی؟ جلسه در کافه‌ی hodhod.example است', '👍'],
  'en-GB': ['Hi! How are you?', 'Are you coming tomorrow at five? We meet at hodhod.example', '👍'],
}
const ANSWERS: Record<Locale, [string, string]> = {
  'fa-IR': ['سلام سارا، ممنون', 'بله، حتماً. چیزی بیاورم؟'],
  'en-GB': ['Hello Sara, fine', 'Yes, sure. Shall I bring something?'],
}
const NAMES: Record<Locale, [string, string]> = {
  'fa-IR': ['سارا کریمی', 'امید رضایی'],
  'en-GB': ['Sara Karimi', 'Omid Rezaei'],
}
const ROOM: Record<Locale, [string, string, string]> = {
  'fa-IR': ['کانال کتاب', 'هر هفته یک کتاب', 'کتاب این هفته: شازده کوچولو'],
  'en-GB': ['Book channel', 'A book a week', 'This week: The Little Prince'],
}

/** Calls `look` at each screen, with its name. */
export async function walk(
  browser: Browser,
  locale: Locale,
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const [mine, theirs] = NAMES[locale]
  const sara = await person(browser, mine, { locale })
  const omid = await person(browser, theirs, { locale })
  const { page } = sara
  const origin = new URL(page.url()).origin
  const at = async (place: string, ready: string, name: string): Promise<void> => {
    await page.goto(`${origin}/#/${place}`)
    await page.locator(ready).first().waitFor()
    await look(page, name)
  }
  await look(page, 'sign-in')
  await page.locator('form + button, form button').last().click()
  await page.locator('svg[role=img]').waitFor()
  await look(page, 'qr')
  await page.reload()
  await Promise.all([signUp(sara), signUp(omid)])
  await talk(sara, omid, locale)
  await look(page, 'chat')
  await page.locator('[data-profile]').first().click()
  await page.locator('.aside h2').waitFor()
  await look(page, 'profile')
  await at('', '[data-chat]', 'chats')
  await page.locator('search input').fill(theirs)
  await page.locator('[data-found] a').first().waitFor()
  await look(page, 'search')
  await at('settings', '[data-at=settings] h1', 'settings')
  await at('settings/sessions', '[data-at=settings] h1', 'sessions')
  await at('new/group', 'input[name=title]', 'new-group')
  await makeChannel(page, origin, locale)
  await say(sara, ROOM[locale][2])
  await page.locator('article').getByText(ROOM[locale][2]).waitFor()
  await look(page, 'channel')
  await page.locator('[data-profile]').first().click()
  await page.locator('.aside a[href$="/members"]').click()
  await page.locator('.aside .who').first().waitFor()
  await look(page, 'members')
  await Promise.all([sara.close(), omid.close()])
}

async function makeChannel(page: Page, origin: string, locale: Locale): Promise<void> {
  await page.goto(`${origin}/#/new/channel`)
  await page.locator('input[name=title]').fill(ROOM[locale][0])
  await page.locator('input[name=about]').fill(ROOM[locale][1])
  await page.locator('form button[type=submit]').click()
  await page.locator('.options').waitFor()
  await page.locator('form button[type=submit]').click()
  await page.locator('.found').waitFor()
  await page.locator('.scroll > button').last().click()
  await page.locator('textarea').waitFor()
}

async function talk(sara: Person, omid: Person, locale: Locale): Promise<void> {
  await openChatWith(sara, omid)
  for (const text of WORDS[locale]) await say(sara, text)
  await omid.page.locator('[data-chat]').filter({ hasText: sara.name }).locator('a').click()
  for (const text of ANSWERS[locale]) await say(omid, text)
  await sara.page.locator('article').getByText(ANSWERS[locale][1]).waitFor()
}
