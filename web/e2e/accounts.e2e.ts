import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersOn } from './barriers.ts'
import { freshPhone, launch, openChatWith, type Person, person, say, signUp } from './people.ts'

let browser: Browser
let sara: Person
let omid: Person
let work: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  omid = await person(browser, 'Omid')
  await Promise.all([signUp(sara), signUp(omid)])
  work = { ...sara, phone: freshPhone(), name: 'دفتر سارا' }
})

afterAll(() => browser.close())

const settings = async ({ page }: Person): Promise<void> => {
  await page.goto(`${new URL(page.url()).origin}/#/settings`)
  await page.locator('[data-at=settings] h1').waitFor()
}

test('a second account is added, and the first one goes on beside it', async () => {
  const { page } = sara
  await settings(sara)
  await page.getByRole('button', { name: 'افزودن حساب' }).click()
  await page.getByRole('button', { name: /بازگشت به/ }).click()
  await settings(sara)
  await page.getByRole('button', { name: 'افزودن حساب' }).click()
  await signUp(work)
  await openChatWith(omid, sara)
  await say(omid, 'Hello Sara')
  await settings(work)
  const first = page.getByRole('button', { name: /سارا/ })
  await first.getByText(/نخوانده/).waitFor()
  expect(await barriersOn(page)).toEqual([])
  await first.click()
  await page.locator('[data-chat]').filter({ hasText: 'Hello Sara' }).waitFor()
})

test('a tab stays with its account, and the menu leads to the other one', async () => {
  const { page } = sara
  await page.reload()
  await page.locator('[data-chat]').filter({ hasText: 'Hello Sara' }).waitFor()
  await page.getByRole('button', { name: 'فهرست' }).first().click()
  await page.getByRole('menuitem', { name: /دیدن .*دفتر سارا/ }).click()
  await settings(work)
  await page.locator('.me').getByText('دفتر سارا').waitFor()
})

test('whoever logs out of one account is in the other one', async () => {
  const { page } = sara
  await page.getByRole('button', { name: 'خروج از حساب' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'خروج از حساب' }).click()
  await page.locator('[data-chat]').filter({ hasText: 'Hello Sara' }).waitFor()
  await settings(sara)
  expect(await page.getByRole('button', { name: /دفتر سارا/ }).count()).toBe(0)
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
