import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, type Person, person, say, signUp } from './people.ts'

let browser: Browser
let sara: Person
let omid: Person

const NAME = `posts_${Math.random().toString(36).slice(2, 10)}`

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  omid = await person(browser, 'Omid')
  await Promise.all([signUp(sara), signUp(omid)])
  await sara.page.goto(`${new URL(sara.page.url()).origin}/#/new/channel`)
  await sara.page.locator('input[name=title]').fill('خبرها')
  await sara.page.getByRole('button', { name: 'بعدی' }).click()
  await sara.page.locator('.options label').filter({ hasText: 'همگانی' }).click()
  await sara.page.locator('input[name=username]').fill(NAME)
  await sara.page.getByRole('button', { name: 'بعدی' }).click()
  await sara.page.getByRole('button', { name: 'باز کردن' }).click()
  await sara.page.locator('header h1').getByText('خبرها').waitFor()
})

afterAll(() => browser.close())

test('how often a post was seen is counted, and told to all', async () => {
  await say(sara, 'خبر نخست')
  await sara.page.locator('article [data-views]').waitFor()
  await omid.page.goto(`${new URL(omid.page.url()).origin}/#/join/${NAME}`)
  const post = omid.page.locator('article').filter({ hasText: 'خبر نخست' })
  await post.waitFor()
  await expect
    .poll(async () => Number(await post.locator('[data-views]').getAttribute('data-views')))
    .toBeGreaterThan(1)
  await sara.page.reload()
  await expect
    .poll(async () =>
      Number(await sara.page.locator('article [data-views]').getAttribute('data-views')),
    )
    .toBeGreaterThan(1)
})

test('what changes in a room is told in words, and what is pinned is one click away', async () => {
  await sara.page
    .locator('.row p')
    .getByText(/خبرها.* را ساخت/)
    .first()
    .waitFor()
  await sara.page
    .locator('article')
    .first()
    .click({ button: 'right', position: { x: 20, y: 12 } })
  await omid.page.getByRole('button', { name: 'Join', exact: true }).click()
  await omid.page.getByRole('button', { name: 'Mute', exact: true }).waitFor()
  await sara.page.getByRole('menuitem', { name: 'سنجاق کردن…' }).click()
  await sara.page.getByRole('menuitem', { name: 'بی‌صدا' }).click()
  await omid.page.locator('.pins').getByText('خبر نخست').waitFor()
  await sara.page.getByRole('button', { name: 'پیامی را سنجاق کرد' }).click()
  await sara.page.locator('.row.target').getByText('خبر نخست').waitFor()
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
