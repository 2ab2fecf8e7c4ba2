import type { Browser, Locator } from 'playwright-core'
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
  nima = await person(browser, 'Nima')
  await Promise.all([signUp(sara), signUp(omid), signUp(nima)])
  await openChatWith(omid, nima)
  await say(omid, 'Hello')
  await openChatWith(omid, sara)
})

afterAll(() => browser.close())

const row = (who: Person, other: Person): Locator =>
  who.page.locator('[data-chat]').filter({ hasText: other.name })

test('words are formatted by keys and by marks, and so they arrive', async () => {
  const field = omid.page.locator('textarea')
  await field.fill('great news')
  await field.evaluate((it: HTMLTextAreaElement) => it.setSelectionRange(0, 5))
  await field.press('Control+b')
  expect(await field.inputValue()).toBe('**great** news')
  await field.press('End')
  await field.pressSequentially(' `x` ||y||')
  await field.press('Enter')
  await row(sara, omid).locator('a').click()
  const message = sara.page.locator('article').filter({ hasText: 'great news' })
  await message.locator('.bold').getByText('great').waitFor()
  await message.locator('.code').getByText('x').waitFor()
  expect(await omid.page.locator('article .bold').textContent()).toBe('great')
})

test('the arrow opens the last message with its marks; what is saved keeps them', async () => {
  const field = omid.page.locator('textarea')
  await field.press('ArrowUp')
  await expect.poll(() => field.inputValue()).toBe('**great** news `x` ||y||')
  await field.fill('**greater** news')
  await field.press('Enter')
  await sara.page.locator('article .bold').getByText('greater').waitFor()
})

test('a message is forwarded to several chats, with a comment', async () => {
  await omid.page.locator('article').filter({ hasText: 'greater news' }).click({ button: 'right' })
  await omid.page.getByRole('menuitem', { name: 'Forward' }).click()
  const dialog = omid.page.locator('dialog')
  await dialog.locator('li label').filter({ hasText: 'Nima' }).click()
  await dialog.locator('li label').filter({ hasText: 'سارا' }).click()
  await dialog.locator('input[name=comment]').fill('look')
  await dialog.getByRole('button', { name: 'Forward' }).click()
  await row(nima, omid).locator('a').click()
  await nima.page.locator('article').getByText('look').waitFor()
  await nima.page.locator('article').filter({ hasText: 'greater news' }).getByText('Omid').waitFor()
  await expect
    .poll(() => sara.page.locator('article').filter({ hasText: 'greater news' }).count())
    .toBe(2)
})

test('what was begun is there when one comes back, and goes when it is sent', async () => {
  await omid.page.locator('textarea').fill('to be **continued**')
  await row(omid, nima).locator('a').click()
  await row(omid, sara).getByText('Draft').waitFor()
  await omid.page.reload()
  await row(omid, sara).locator('a').click()
  const field = omid.page.locator('textarea')
  await expect.poll(() => field.inputValue()).toBe('to be **continued**')
  await field.press('Enter')
  await sara.page.locator('article .bold').getByText('continued').waitFor()
  await row(omid, nima).locator('a').click()
  await expect.poll(() => row(omid, sara).getByText('Draft').count()).toBe(0)
})

test('an emoji is found by its name in either language, and written', async () => {
  const { page } = sara
  await page.getByRole('button', { name: 'شکلک، برچسب و گیف' }).click()
  await page.getByPlaceholder('جستجوی شکلک').fill('آفتاب')
  await page.getByRole('dialog').getByRole('button', { name: 'sun خورشید آفتاب' }).click()
  await page.getByPlaceholder('جستجوی شکلک').fill('rose')
  await page.getByRole('dialog').getByRole('button', { name: 'rose گل سرخ رز' }).click()
  expect(await page.locator('textarea').inputValue()).toBe('☀️🌹')
  await page.locator('textarea').press('Enter')
  await row(omid, sara).getByText('☀️🌹').waitFor()
})

test('a message waits for its time, and can be sent before', async () => {
  const { page } = omid
  await row(omid, sara).locator('a').click()
  await page.locator('textarea').fill('happy new year')
  await page.getByRole('button', { name: 'Send', exact: true }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Send later…' }).click()
  await page.locator('dialog select').selectOption({ index: 7 })
  await page.getByRole('button', { name: 'Schedule', exact: true }).click()
  await page.getByRole('button', { name: 'Scheduled messages' }).click()
  await page.locator('dialog').getByText('happy new year').waitFor()
  expect(await sara.page.locator('article').getByText('happy new year').count()).toBe(0)
  await page.locator('dialog').getByRole('button', { name: 'Send now' }).click()
  await sara.page.locator('article').getByText('happy new year').waitFor()
  await page.locator('dialog').getByText('Nothing waits').waitFor()
  await page.keyboard.press('Escape')
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid, nima]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
