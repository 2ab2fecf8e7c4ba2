import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, openChatWith, type Person, person, say, signUp, texts } from './people.ts'

let browser: Browser
let sara: Person
let omid: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  omid = await person(browser, 'Omid')
  await Promise.all([signUp(sara), signUp(omid)])
})

afterAll(() => browser.close())

test('two people find each other, talk, and see what was read', async () => {
  await openChatWith(sara, omid)
  await say(sara, 'سلام، خوبی؟')
  const row = omid.page.locator(`a[href^="#/chat/"]`).first()
  await row.getByText('سلام، خوبی؟').waitFor()
  await row.getByText('1 unread message').waitFor({ state: 'attached' })
  await sara.page.locator('article [data-state=sent]').waitFor()

  await omid.page.bringToFront()
  await row.click()
  await omid.page.locator('article').getByText('سلام، خوبی؟').waitFor()
  await sara.page.locator('article [data-state=read]').waitFor()
  await sara.page.locator('header').getByText('آنلاین').waitFor()

  await omid.page.locator('textarea').pressSequentially('Fine')
  await sara.page.locator('header').getByText('در حال نوشتن…').waitFor()
  await omid.page.locator('textarea').press('Enter')
  await sara.page.locator('article').getByText('Fine').waitFor()
  expect(await texts(sara)).toEqual(['سلام، خوبی؟', 'Fine'])
  expect(await texts(omid)).toEqual(['سلام، خوبی؟', 'Fine'])
})

test('what is written while the line is cut again and again comes once, and in order', async () => {
  const before = (await texts(omid)).length
  const said = Array.from({ length: 8 }, (_, at) => `line ${at + 1}`)
  for (const [at, text] of said.entries()) {
    if (at % 3 === 1) sara.line.cut()
    if (at % 3 === 2) omid.line.cut()
    await say(sara, text)
    if (at % 3 === 0) {
      sara.line.mend()
      omid.line.mend()
    }
  }
  sara.line.mend()
  omid.line.mend()
  await omid.page.locator('article').getByText('line 8', { exact: true }).waitFor()
  await expect.poll(async () => (await texts(omid)).slice(before)).toEqual(said)
  await expect.poll(async () => (await texts(sara)).slice(before)).toEqual(said)
})

test('opening the page again shows the chats; a page that was away catches up', async () => {
  await omid.page.reload()
  await omid.page.locator('article').getByText('line 8', { exact: true }).waitFor()
  await omid.page.goto(`${new URL(omid.page.url()).origin}/#/`)
  await omid.page.locator('a[href^="#/chat/"]').getByText('line 8').waitFor()
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
