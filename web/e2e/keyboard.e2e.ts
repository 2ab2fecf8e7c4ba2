import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, openChatWith, type Person, person, say, signUp } from './people.ts'

let browser: Browser
let sara: Person
let omid: Person
let nima: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  omid = await person(browser, 'Omid')
  nima = await person(browser, 'نیما', { locale: 'fa-IR' })
  await Promise.all([signUp(sara), signUp(omid), signUp(nima)])
  for (const who of [sara, nima]) {
    await openChatWith(who, omid)
    await say(who, 'سلام')
    await omid.page.locator('[data-chat]').filter({ hasText: who.name }).waitFor()
  }
})

afterAll(() => browser.close())

const opened = (who: Person) => omid.page.locator('main header bdi').getByText(who.name).waitFor()

test('somebody reaches every part of the page without a mouse', async () => {
  const { page } = omid
  await page.keyboard.press('Control+K')
  await expect.poll(() => page.locator('.side search input:focus').count()).toBe(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+ArrowDown')
  await opened(nima)
  await page.keyboard.press('Alt+ArrowDown')
  await opened(sara)
  await page.keyboard.press('Alt+ArrowUp')
  await opened(nima)

  await page.locator('main textarea:focus').waitFor()
  await page.keyboard.press('Control+Slash')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await sheet.getByText('To the chat above').waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.locator('main textarea:focus').waitFor()

  await page.keyboard.type('What?')
  expect(await sheet.count()).toBe(0)
  expect(await page.locator('main textarea').inputValue()).toBe('What?')
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')

  await page.goto(`${new URL(page.url()).origin}/#/settings/keys`)
  await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-at=list]').waitFor()
  await page.keyboard.press('?')
  await sheet.waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
})

test('the skip link leads from the beginning of the page into the chat', async () => {
  const { page } = omid
  await openChatWith(omid, sara)
  const skip = page.getByRole('button', { name: 'Skip to the chat' })
  await skip.focus()
  await page.keyboard.press('Enter')
  await page.locator('main textarea:focus').waitFor()
})

test('who listens hears what comes into the open chat, and nothing of others', async () => {
  const { page } = omid
  await say(nima, 'جای دیگر')
  await page.locator('[data-chat]').filter({ hasText: 'جای دیگر' }).waitFor()
  const told = page.locator('[data-told]')
  expect(await told.textContent()).not.toContain('جای دیگر')
  await say(sara, 'اینجا')
  await told.filter({ hasText: 'سارا: اینجا' }).waitFor({ state: 'attached' })
  await page.keyboard.press('Escape')
  await page.locator('[data-at=list]').waitFor()
  expect([...omid.errors, ...omid.strayed]).toEqual([])
})
