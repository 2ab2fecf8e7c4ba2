import type { Browser, Locator } from 'playwright-core'
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
  await openChatWith(omid, sara)
})

afterAll(() => browser.close())

const bubble = ({ page }: Person, text: string): Locator =>
  page.locator('article', { has: page.getByText(text, { exact: true }) }).last()

test('a message is reacted to by a double click and by the menu, and both see by whom', async () => {
  await say(sara, 'خبر خوب!')
  await bubble(omid, 'خبر خوب!').dblclick()
  const mine = bubble(omid, 'خبر خوب!').locator('[data-reaction]')
  await mine.waitFor()
  const given = await mine.getAttribute('data-reaction')
  await bubble(sara, 'خبر خوب!').locator(`[data-reaction="${given}"]`).waitFor()

  await bubble(sara, 'خبر خوب!').click({ button: 'right' })
  const other = sara.page.locator('[data-give]:not(.chosen)').last()
  const emoji = await other.getAttribute('data-give')
  await other.click()
  await bubble(omid, 'خبر خوب!').locator(`[data-reaction="${emoji}"]`).waitFor()
  await expect.poll(() => bubble(omid, 'خبر خوب!').locator('[data-reaction]').count()).toBe(2)

  await bubble(omid, 'خبر خوب!').locator(`[data-reaction="${given}"]`).click()
  await expect.poll(() => bubble(sara, 'خبر خوب!').locator('[data-reaction]').count()).toBe(1)
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
