import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersOn } from './barriers.ts'
import { launch, makeGroup, type Person, person, say, signUp } from './people.ts'

let browser: Browser
let sara: Person
let omid: Person

const CHANNEL = `news_${Math.random().toString(36).slice(2, 10)}`
const at = ({ page }: Person, path: string) => page.goto(`${new URL(page.url()).origin}/#/${path}`)

const idOf = ({ page }: Person): string => /chat\/(-\d+)/.exec(page.url())?.[1] ?? ''

/** Makes a public channel whose maker speaks Persian, and opens it. */
async function makeChannel(maker: Person, title: string, name: string): Promise<string> {
  const { page } = maker
  await at(maker, 'new/channel')
  await page.locator('input[name=title]').fill(title)
  await page.getByRole('button', { name: 'بعدی' }).click()
  await page.locator('.options label').filter({ hasText: 'همگانی' }).click()
  await page.locator('input[name=username]').fill(name)
  await page.getByRole('button', { name: 'بعدی' }).click()
  await page.getByRole('button', { name: 'باز کردن' }).click()
  await page.locator('header h1').getByText(title).waitFor()
  return idOf(maker)
}

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  omid = await person(browser, 'Omid')
  await Promise.all([signUp(sara), signUp(omid)])
})

afterAll(() => browser.close())

test('a post is commented on by somebody who is not in the group, on a page of its own', async () => {
  const { page } = sara
  const id = await makeChannel(sara, 'خبرها', CHANNEL)
  await at(sara, `chat/${id}/edit`)
  await page.getByLabel('دیدگاه‌ها').selectOption({ label: 'گروه تازه برای دیدگاه‌ها' })
  await page
    .locator('.aside option:checked')
    .getByText('دیدگاه‌های خبرها')
    .waitFor({ state: 'attached' })
  await at(sara, `chat/${id}`)
  await say(sara, 'خبر نخست')
  await page.getByRole('button', { name: 'دیدگاهی بنویسید' }).waitFor()

  await at(omid, `join/${CHANNEL}`)
  await omid.page.getByRole('button', { name: 'Leave a comment' }).click()
  await omid.page.getByRole('heading', { name: 'Comments' }).waitFor()
  await omid.page.locator('article').getByText('خبر نخست').waitFor()
  await say(omid, 'Is that so?')
  await omid.page.locator('article').getByText('Is that so?').waitFor()

  await page.reload()
  await page.getByRole('button', { name: '۱ دیدگاه' }).click()
  await page.locator('article').getByText('Is that so?').waitFor()
  await say(sara, 'بله')
  await omid.page.locator('article').getByText('بله').waitFor()
  await page.reload()
  await page.locator('article').getByText('بله').waitFor()
  expect(await page.locator('article').count()).toBe(3)
  expect(await barriersOn(page)).toEqual([])
  await page.getByRole('button', { name: 'بازگشت به پست' }).click()
  await page.locator('header h1').getByText('خبرها').waitFor()
  await omid.page.getByRole('button', { name: 'Back to the post' }).click()
  await omid.page.getByRole('button', { name: '2 comments' }).waitFor()
})

test('a forum has its topics: each is read, written to and closed by itself', async () => {
  const { page } = sara
  await makeGroup(sara, 'انجمن', omid)
  await at(sara, `chat/${idOf(sara)}/edit`)
  await page.getByText('موضوع‌ها', { exact: true }).click()
  await page.waitForURL(/chat\/-100\d+\/edit/)
  await at(sara, `chat/${idOf(sara)}`)
  await page.locator('[data-topic]').getByText('عمومی').waitFor()
  await page.getByRole('button', { name: 'موضوع تازه' }).click()
  await page.locator('input[name=topic]').fill('آشپزی')
  await page.getByLabel('رنگ ۳').check()
  await page.getByRole('button', { name: 'آغاز موضوع' }).click()
  await page.locator('header h1').getByText('آشپزی').waitFor()
  await say(sara, 'قورمه‌سبزی')

  await omid.page.locator('[data-chat^="-100"]').filter({ hasText: 'انجمن' }).click()
  const row = omid.page.locator('[data-topic]').filter({ hasText: 'آشپزی' })
  await row.filter({ hasText: 'قورمه‌سبزی' }).waitFor()
  await say(sara, 'با برنج')
  await row.getByText('با برنج').waitFor()
  await row.locator('.badge').waitFor()
  await row.click()
  await omid.page.locator('article').getByText('با برنج').waitFor()
  await say(omid, 'Delicious')
  await page.locator('article').getByText('Delicious').waitFor()
  await page.getByRole('button', { name: 'بازگشت به موضوع‌ها' }).click()
  await page.locator('[data-topic]').filter({ hasText: 'عمومی' }).click()
  await page.locator('header h1').getByText('عمومی').waitFor()
  await say(sara, 'خوش آمدید')
  await page.locator('article').getByText('خوش آمدید').waitFor()
  expect(await page.locator('article').filter({ hasText: 'Delicious' }).count()).toBe(0)

  await page.getByRole('button', { name: 'بازگشت به موضوع‌ها' }).click()
  await page.locator('[data-topic]').filter({ hasText: 'آشپزی' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'بستن' }).click()
  await omid.page.getByText('This topic is closed').waitFor()
  await omid.page.getByRole('button', { name: 'Back to the topics' }).click()
  await row.locator('.badge').waitFor({ state: 'detached' })
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await barriersOn(page)).toEqual([])
})

test('a found message of a forum is looked at in its topic', async () => {
  const { page } = sara
  await page.getByRole('button', { name: 'جستجو' }).click()
  await page.getByLabel('جستجوی پیام‌ها', { exact: true }).fill('برنج')
  await page.locator('.row.target').getByText('با برنج').waitFor()
  await page.locator('header h1').getByText('آشپزی').waitFor()
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
