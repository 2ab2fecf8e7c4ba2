import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersOn } from './barriers.ts'
import { launch, type Person, person, say, signUp } from './people.ts'

let browser: Browser
let sara: Person
let channel = ''

const NAME = `daily_${Math.random().toString(36).slice(2, 10)}`
const at = ({ page }: Person, path: string) => page.goto(`${new URL(page.url()).origin}/#/${path}`)

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  await signUp(sara)
  const { page } = sara
  await at(sara, 'new/channel')
  await page.locator('input[name=title]').fill('روزنامه')
  await page.getByRole('button', { name: 'بعدی' }).click()
  await page.locator('.options label').filter({ hasText: 'همگانی' }).click()
  await page.locator('input[name=username]').fill(NAME)
  await page.getByRole('button', { name: 'بعدی' }).click()
  await page.getByRole('button', { name: 'باز کردن' }).click()
  await page.locator('header h1').getByText('روزنامه').waitFor()
  channel = /chat\/(-\d+)/.exec(page.url())?.[1] ?? ''
})

afterAll(() => browser.close())

test('what was done in a channel is told in plain words, and by kind', async () => {
  const { page } = sara
  await say(sara, 'تیتر نخست')
  await page.locator('article [data-state=sent]').waitFor()
  await at(sara, `chat/${channel}/edit`)
  await page.locator('input[name=title]').fill('روزنامهٔ صبح')
  await page.getByRole('button', { name: 'ذخیره' }).first().click()
  await page.locator('.aside').getByRole('heading', { name: 'روزنامهٔ صبح' }).waitFor()
  await page.getByRole('link', { name: 'کارهای انجام‌شده' }).click()
  const log = page.locator('.aside article')
  await log
    .getByText('شما نام را تغییر داد')
    .or(log.getByText(/نام را تغییر داد/))
    .first()
    .waitFor()
  await log.getByText('روزنامهٔ صبح').first().waitFor()
  expect(await barriersOn(page)).toEqual([])
  await page.getByLabel('نمایش').selectOption({ label: 'پیوندهای دعوت' })
  await page.getByText('به‌تازگی کاری از این دست انجام نشده است.').waitFor()
})

test('figures of a channel are drawn, and can be read as a table', async () => {
  const { page } = sara
  await at(sara, `chat/${channel}/statistics`)
  await page.locator('.aside figure svg').first().waitFor()
  await page.locator('.aside dt').getByText('دنبال‌کنندگان').waitFor()
  await page
    .locator('.aside')
    .getByRole('link', { name: /تیتر نخست/ })
    .waitFor()
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await barriersOn(page)).toEqual([])
  await page.getByText('همین به صورت جدول').first().click()
  expect(await page.locator('.aside details[open] tbody tr').count()).toBeGreaterThan(20)
})

test('the page asks nobody but its own server, and throws nothing', () => {
  expect(sara.strayed).toEqual([])
  expect(sara.errors).toEqual([])
})
