import type { Browser, Locator } from 'playwright-core'
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
  await openChatWith(sara, omid)
  await openChatWith(omid, sara)
})

afterAll(() => browser.close())

const bubble = ({ page }: Person, text: string): Locator =>
  page.locator('article', { has: page.getByText(text, { exact: true }) }).last()

async function choose(who: Person, text: string, item: string): Promise<void> {
  await bubble(who, text).click({ button: 'right' })
  await who.page.getByRole('menuitem', { name: item }).click()
}

test('somebody answers a message, and the quote leads to it', async () => {
  await say(sara, 'کی می‌آیی؟')
  await bubble(omid, 'کی می‌آیی؟').waitFor()
  await choose(omid, 'کی می‌آیی؟', 'Reply')
  await omid.page.locator('form').getByText('Reply to سارا').waitFor()
  await say(omid, 'At five')
  const answer = sara.page.locator('article').filter({ hasText: 'At five' })
  await answer.getByRole('button').first().getByText('کی می‌آیی؟').waitFor()
  await answer.getByRole('button').first().click()
  await sara.page.locator('.row.target').getByText('کی می‌آیی؟').waitFor()
  await expect.poll(() => omid.page.locator('form').getByText('Reply to').count()).toBe(0)
})

test('a message is edited, by the keyboard alone, and both see it', async () => {
  await omid.page.locator('[data-id]').last().getByRole('button').last().focus()
  await omid.page.keyboard.press('Enter')
  await omid.page.keyboard.press('ArrowDown')
  await omid.page.keyboard.press('Enter')
  await expect.poll(() => omid.page.locator('textarea').inputValue()).toBe('At five')
  await say(omid, 'At six')
  for (const who of [omid, sara]) {
    await who.page.locator('article.edited').getByText('At six').waitFor()
  }
  expect(await omid.page.locator('textarea').inputValue()).toBe('')
})

test('a message is deleted for oneself, then another for all', async () => {
  await say(sara, 'first')
  await say(sara, 'second')
  await bubble(omid, 'second').waitFor()
  await choose(omid, 'first', 'Delete')
  await omid.page.getByRole('button', { name: 'Delete for me' }).click()
  await expect.poll(() => texts(omid)).not.toContain('first')
  await choose(sara, 'second', 'حذف')
  await sara.page.getByRole('button', { name: 'حذف برای همه' }).click()
  await expect.poll(() => texts(omid)).not.toContain('second')
  expect(await texts(sara)).toContain('first')
  expect(await texts(sara)).not.toContain('second')
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
