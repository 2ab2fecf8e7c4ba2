import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, openChatWith, type Person, person, say, signUp } from './people.ts'

const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] }
let browser: Browser
let sara: Person
let omid: Person
let second: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  omid = await person(browser, 'Omid')
  second = await person(browser, 'سارا', { locale: 'fa-IR', ...CLIPBOARD })
  await Promise.all([signUp(sara), signUp(omid)])
  await openChatWith(sara, omid)
  await say(sara, 'سلام')
})

afterAll(() => browser.close())

test('a second device signs in by the QR code that it shows', async () => {
  const { page } = second
  await page.getByRole('button', { name: 'ورود با کد QR' }).click()
  await page.getByRole('img', { name: 'کد QR پیوند ورود' }).waitFor()
  await page.getByRole('button', { name: 'رونوشت پیوند' }).click()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/^tg:\/\/login\?token=[\w-]+$/)

  await sara.page.goto(`${new URL(sara.page.url()).origin}/#/settings/sessions`)
  await sara.page.getByRole('button', { name: 'پیوند دادن دستگاه' }).click()
  await sara.page.locator('input[name=link]').fill(link)
  await sara.page.getByRole('button', { name: 'پیوند دادن', exact: true }).click()
  await page.locator('[data-chat]').filter({ hasText: 'Omid' }).getByText('سلام').waitFor()
})

test('what is said on one device is on the other', async () => {
  await second.page.locator('[data-chat]').filter({ hasText: 'Omid' }).click()
  await say(second, 'از دستگاه دوم')
  await sara.page.goto(`${new URL(sara.page.url()).origin}/#/`)
  await sara.page
    .locator('[data-chat]')
    .filter({ hasText: 'Omid' })
    .getByText('از دستگاه دوم')
    .waitFor()
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid, second]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
