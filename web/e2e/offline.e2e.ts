import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { picture } from './files.ts'
import { launch, openChatWith, type Person, person, say, signUp, texts } from './people.ts'

let browser: Browser
let sara: Person
let omid: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  omid = await person(browser, 'Omid')
  await Promise.all([signUp(sara), signUp(omid)])
  await openChatWith(sara, omid)
  await say(sara, 'سلام')
  await omid.page.locator('a[href^="#/chat/"]').filter({ hasText: sara.name }).click()
  await say(omid, 'Hello Sara')
  await sara.page.locator('article').getByText('Hello Sara').waitFor()
})

afterAll(() => browser.close())

test('without a line the page opens with the chats it has seen', async () => {
  await kept(sara)
  sara.line.cut()
  await sara.page.reload()
  await sara.page.locator('article').getByText('Hello Sara').waitFor()
  expect(await texts(sara)).toEqual(['سلام', 'Hello Sara'])
  await sara.page.goto(`${new URL(sara.page.url()).origin}/#/`)
  const row = sara.page.locator('a[href^="#/chat/"]').filter({ hasText: 'Omid' })
  await row.getByText('Hello Sara').waitFor()
  await row.click()
})

test('what is written without a line waits, also over a reload, and is sent once and in order', async () => {
  const said = ['one', 'two', 'three']
  for (const text of said) await say(sara, text)
  await expect.poll(() => sara.page.locator('article [data-state=sending]').count()).toBe(3)
  await say(omid, 'Are you there?')
  await sara.page.reload()
  await expect.poll(() => texts(sara)).toEqual(['سلام', 'Hello Sara', ...said])
  await sara.page.locator('[role=status]').getByText('۳ پیام').waitFor({ state: 'attached' })

  sara.line.mend()
  await omid.page.locator('article').getByText('three', { exact: true }).waitFor()
  const all = ['سلام', 'Hello Sara', 'Are you there?', ...said]
  await expect.poll(() => texts(omid)).toEqual(all)
  await expect.poll(() => texts(sara)).toEqual(all)
  expect(await sara.page.locator('article [data-state=sending]').count()).toBe(0)
})

test('a photo that is sent without a line waits over a reload as well', async () => {
  sara.line.cut()
  const { page } = sara
  await page.locator('form input[type=file]').setInputFiles([picture('a.png', 300, 200)])
  const sheet = page.getByRole('dialog')
  await sheet.locator('textarea').fill('a photo')
  await sheet.getByRole('button').last().click()
  await sheet.waitFor({ state: 'detached' })
  await page.locator('article', { hasText: 'a photo' }).waitFor()
  await page.reload()
  const waiting = page.locator('article', { hasText: 'a photo' })
  await waiting.locator('img.real').waitFor()
  expect(await waiting.locator('[data-state=sending]').count()).toBe(1)
  sara.line.mend()
  await omid.page.locator('article', { hasText: 'a photo' }).locator('img.real').waitFor()
  await expect.poll(() => waiting.locator('[data-state=sending]').count()).toBe(0)
})

test('two pages of one account send what waits once', async () => {
  sara.line.cut()
  await say(sara, 'from the first page')
  const second = await sara.page.context().newPage()
  await second.goto(sara.page.url())
  await second.locator('article').getByText('from the first page').waitFor()
  await second.locator('textarea').fill('from the second page')
  await second.locator('textarea').press('Enter')
  await sara.page.locator('article').getByText('from the second page').waitFor()
  sara.line.mend()
  await omid.page.locator('article').getByText('from the second page').waitFor()
  const end = ['from the first page', 'from the second page']
  await expect.poll(async () => (await texts(omid)).slice(-2)).toEqual(end)
  await expect.poll(async () => (await texts(sara)).slice(-2)).toEqual(end)
  await second.close()
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})

/** Waits until the browser has the page and what it showed. */
async function kept({ page }: Person): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await expect
    .poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)))
    .toBe(true)
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const open = indexedDB.open('hodhod-0-shown')
        const db = await new Promise<IDBDatabase>((resolve) => {
          open.onsuccess = () => resolve(open.result)
        })
        const get = db.transaction('shown').objectStore('shown').get('chats')
        const chats = await new Promise<unknown[]>((resolve) => {
          get.onsuccess = () => resolve(get.result ?? [])
        })
        db.close()
        return JSON.stringify(chats).includes('Hello Sara')
      }),
    )
    .toBe(true)
}
