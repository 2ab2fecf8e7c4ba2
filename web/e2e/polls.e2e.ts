import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, makeGroup, type Person, person, say, signUp } from './people.ts'

let browser: Browser
let sara: Person
let omid: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  omid = await person(browser, 'Omid')
  await Promise.all([signUp(sara), signUp(omid)])
  await makeGroup(sara, 'خانواده', omid)
})

afterAll(() => browser.close())

const bubble = ({ page }: Person, text: string): Locator =>
  page.locator('article', { has: page.getByText(text, { exact: true }) }).last()

async function choose(who: Person, text: string, ...items: string[]): Promise<void> {
  await bubble(who, text).click({ button: 'right', position: { x: 20, y: 12 } })
  for (const name of items) await who.page.getByRole('menuitem', { name }).click()
}

async function ask(who: Person, question: string, answers: string[]): Promise<void> {
  await who.page.getByRole('button', { name: /Attach|پیوست/ }).click()
  await who.page.getByRole('menuitem', { name: /Poll|نظرسنجی/ }).click()
  await who.page.locator('input[name=question]').fill(question)
  for (const [at, text] of answers.entries()) {
    await who.page.locator('input[name=option]').nth(at).fill(text)
  }
}

test('messages are pinned with a sound or without, all see the bar, and it leads to them', async () => {
  for (const text of ['first', 'second']) await say(sara, text)
  await bubble(omid, 'second').waitFor()
  await choose(sara, 'first', 'سنجاق کردن…', 'بی‌صدا')
  await omid.page.locator('.pins').getByText('first').waitFor()
  await choose(sara, 'second', 'سنجاق کردن…', 'با خبر کردن همهٔ اعضا')
  const bar = omid.page.locator('.pins .shown')
  await bar.getByText('second').waitFor()
  await bar.click()
  await omid.page.locator('.row.target').getByText('second').waitFor()
  await bar.getByText('first').waitFor()
  await bar.click()
  await omid.page.locator('.row.target').getByText('first').waitFor()
})

test('pinned messages are listed and let go', async () => {
  await omid.page.getByRole('button', { name: 'All pinned messages' }).click()
  await omid.page.locator('dialog li').first().getByText('second').waitFor()
  await omid.page.getByRole('button', { name: 'Close', exact: true }).click()
  await choose(sara, 'second', 'برداشتن سنجاق')
  await omid.page.locator('.pins .shown').getByText('first').waitFor()
  await sara.page.getByRole('button', { name: 'برداشتن سنجاق' }).click()
  await expect.poll(() => omid.page.locator('.pins .shown').count()).toBe(0)
})

test('a poll is asked, people vote, see who voted, and take it back', async () => {
  await ask(sara, 'کجا برویم؟', ['کوه', 'دریا'])
  await sara.page.locator('dialog button[type=submit]').click()
  const poll = (who: Person) => who.page.locator('.poll').filter({ hasText: 'کجا برویم؟' })
  await poll(omid).getByRole('button', { name: 'دریا' }).click()
  await poll(omid).locator('[data-chosen=true]').getByText('100%').waitFor()
  await poll(sara).getByText('۱ رأی').first().waitFor()
  await poll(sara).getByRole('button', { name: 'کوه' }).click()
  await poll(omid).locator('[data-chosen=true]').getByText('50%').waitFor()
  await poll(sara).getByRole('button', { name: 'چه کسانی رأی دادند' }).click()
  await sara.page.locator('dialog section').filter({ hasText: 'دریا' }).getByText('Omid').waitFor()
  await sara.page.getByRole('button', { name: 'بستن', exact: true }).click()

  await poll(omid).click({ button: 'right', position: { x: 20, y: 12 } })
  await omid.page.getByRole('menuitem', { name: 'Take the vote back' }).click()
  await poll(omid).getByRole('button', { name: 'دریا' }).waitFor()
  await poll(sara).getByText('۱ رأی').first().waitFor()
})

test('a quiz tells whether one was right, and why', async () => {
  await ask(omid, 'The capital of Iran?', ['Shiraz', 'Tehran'])
  await omid.page.locator('dialog label').filter({ hasText: 'A quiz' }).click()
  await omid.page.locator('dialog input[name=correct]').nth(1).check()
  await omid.page.locator('input[name=solution]').fill('Since 1786')
  await omid.page.locator('dialog button[type=submit]').click()
  const quiz = sara.page.locator('.poll').filter({ hasText: 'The capital of Iran?' })
  await quiz.getByRole('button', { name: 'Shiraz' }).click()
  await quiz.locator('.wrong').getByText('Shiraz').waitFor()
  await quiz.locator('.right').getByText('Tehran').waitFor()
  await quiz.getByText('Since 1786').waitFor()
})

test('a poll is ended by whoever asked', async () => {
  const poll = (who: Person) => who.page.locator('.poll').filter({ hasText: 'کجا برویم؟' })
  await poll(sara).click({ button: 'right', position: { x: 20, y: 12 } })
  await sara.page.getByRole('menuitem', { name: 'پایان نظرسنجی' }).click()
  await poll(omid).getByText('Final results').waitFor()
  await poll(sara).getByText('نتیجهٔ نهایی').waitFor()
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
