import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, openChatWith, type Person, person, say, signUp } from './people.ts'

let browser: Browser
let sara: Person
let omid: Person
let nima: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR', permissions: ['notifications'] })
  omid = await person(browser, 'Omid')
  nima = await person(browser, 'Nima')
  await Promise.all([signUp(sara), signUp(omid), signUp(nima)])
  await sara.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
})

afterAll(() => browser.close())

const shown = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready
    return (await worker.getNotifications()).map(({ title, body }) => `${title}: ${body}`)
  })

test('nothing is shown before somebody asks for it', async () => {
  await openChatWith(omid, sara)
  await say(omid, 'first')
  await sara.page.locator('[data-chat]').getByText('first').waitFor()
  expect(await shown(sara.page)).toEqual([])
  await expect.poll(() => sara.page.title()).toContain('(۲)')
})

test('one is told of a message in a chat that is not open, and of none in the one that is', async () => {
  const origin = new URL(sara.page.url()).origin
  await sara.page.goto(`${origin}/#/settings/notifications`)
  await sara.page.locator('label').filter({ hasText: 'نمایش اعلان پیام‌های تازه' }).click()
  await sara.page.getByRole('switch').first().and(sara.page.locator(':checked')).waitFor()
  await openChatWith(nima, sara)
  await say(nima, 'سلام سارا')
  await expect.poll(() => shown(sara.page)).toEqual(['Nima: سلام سارا'])
  await sara.page.goto(`${origin}/#/`)
  await sara.page.locator('[data-chat]').filter({ hasText: 'Omid' }).locator('a').click()
  await say(omid, 'second')
  await sara.page.locator('article').getByText('second').waitFor()
  expect(await shown(sara.page)).toEqual(['Nima: سلام سارا'])
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid, nima]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
