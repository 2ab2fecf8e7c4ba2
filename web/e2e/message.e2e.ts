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

test('many messages are chosen, copied, sent on and deleted together', async () => {
  const { page } = omid
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  for (const text of ['one', 'two', 'three']) await say(omid, text)
  await bubble(sara, 'three').waitFor()
  const bar = page.getByRole('toolbar', { name: 'Selected messages' })
  const select = async (...words: string[]) => {
    await choose(omid, words[0] ?? '', 'Select')
    for (const text of words.slice(1)) await bubble(omid, text).click()
    await bar.getByText(`${words.length} messages selected`).waitFor()
  }

  await select('one', 'three')
  await bar.getByRole('button', { name: 'Copy text' }).click()
  await bar.waitFor({ state: 'detached' })
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/^Omid — .*\none\n\nOmid — .*\nthree$/)

  await select('three', 'one', 'two')
  await page
    .locator('.row', { hasText: 'two' })
    .getByRole('button', { name: 'Select this message' })
    .focus()
  await page.keyboard.press('Space')
  await bar.getByText('2 messages selected').waitFor()
  expect(await page.getByRole('button', { pressed: true }).count()).toBe(2)
  await bar.getByRole('button', { name: 'Forward' }).click()
  const dialog = page.locator('dialog')
  await dialog.locator('li label').filter({ hasText: 'سارا' }).click()
  await dialog.getByRole('button', { name: 'Forward' }).click()
  await expect.poll(async () => (await texts(sara)).slice(-2)).toEqual(['one', 'three'])

  await select('one', 'three')
  await bar.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog', { name: 'Delete 2 messages?' }).waitFor()
  await page.getByRole('button', { name: 'Delete for everyone' }).click()
  await expect.poll(async () => (await texts(sara)).slice(-3)).toEqual(['one', 'two', 'three'])
  await page.locator('textarea').waitFor()

  await select('one', 'two')
  await page.keyboard.press('Escape')
  await bar.waitFor({ state: 'detached' })
  await page.locator('textarea').waitFor()
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
