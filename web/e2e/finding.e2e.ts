import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  await say(sara, 'کتاب علي در سال ۱۴۰۵ چاپ شد')
  // Enough that the first ones are not drawn with the last ones.
  for (let n = 1; n <= 70; n++) await say(sara, `${n % 10 ? 'سطر' : 'hoopoe'} ${n}`)
  await sara.page.locator('article').last().locator('[data-state=sent]').waitFor()
})

afterAll(() => browser.close())

const found = ({ page }: Person) => page.locator('[data-found]')

test('the list finds messages in all chats and leads to their place', async () => {
  await omid.page.locator('search input').fill('علی 1405')
  const message = found(omid).locator('[data-message]')
  await message.locator('mark').first().waitFor()
  await expect.poll(() => message.locator('mark').allInnerTexts()).toEqual(['علي', '۱۴۰۵'])
  await message.click()
  await omid.page.locator('.target').getByText('کتاب علي').waitFor()
  await expect
    .poll(() =>
      omid.page.locator('.target').evaluate((row) => {
        const { top, bottom } = row.getBoundingClientRect()
        return top > 0 && bottom < innerHeight
      }),
    )
    .toBe(true)
  await expect.poll(() => new URL(omid.page.url()).hash).toMatch(/^#\/chat\/\d+$/)
  // What was found stays, for the next one to be looked at.
  expect(await message.count()).toBe(1)
})

test('it finds the chat and its messages, each under its title', async () => {
  await omid.page.locator('search input').fill('سارا')
  await found(omid).getByRole('heading', { name: 'Chats and contacts' }).waitFor()
  await found(omid).locator('.name').getByText('سارا').waitFor()
  await omid.page.locator('search input').fill('hoopoe')
  await found(omid).getByRole('heading', { name: 'Messages' }).waitFor()
  await expect.poll(() => found(omid).locator('[data-message]').count()).toBe(7)
  await omid.page.locator('search input').fill('nothing of this kind')
  await omid.page.getByText('Nothing found').waitFor()
  await omid.page.locator('search input').fill('')
})

test('words are found in a chat, one place after the other', async () => {
  const { page } = omid
  await page.locator('textarea').focus()
  await page.keyboard.press('Control+f')
  const field = page.getByRole('textbox', { name: 'Search messages' })
  await field.fill('hoopoe')
  await page.getByText('1 of 7').waitFor()
  await page.locator('.target').getByText('hoopoe 70').waitFor()
  await field.press('Enter')
  await page.locator('.target').getByText('hoopoe 60').waitFor()
  for (let n = 3; n <= 7; n++) await page.getByRole('button', { name: 'Older place' }).click()
  await page.getByText('7 of 7').waitFor()
  await page.locator('.target').getByText('hoopoe 10').waitFor()
  expect(await page.getByRole('button', { name: 'Older place' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Newer place' }).click()
  await page.locator('.target').getByText('hoopoe 20').waitFor()
  await field.press('Escape')
  await expect.poll(() => field.count()).toBe(0)
})

test('a day of the calendar of the language leads to its first message', async () => {
  const { page } = sara
  await page.getByRole('button', { name: 'جستجو در این گفتگو' }).click()
  await page.getByRole('button', { name: 'رفتن به یک روز' }).click()
  const days = page.locator('dialog .days')
  const named = await days.locator('[aria-current=date]').textContent()
  const today = await page.evaluate(() =>
    new Intl.DateTimeFormat('fa-IR-u-ca-persian-nu-arabext', { day: 'numeric' }).format(),
  )
  expect(named?.trim()).toBe(today)
  await days.locator('[aria-current=date]').click()
  await page.locator('.target').getByText('کتاب علي').waitFor()
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
