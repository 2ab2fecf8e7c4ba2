import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, openChatWith, type Person, person, say, signUp, texts } from './people.ts'

let browser: Browser
let sara: Person
let omid: Person
let nima: Person

const NAME = `iran_${Math.random().toString(36).slice(2, 10)}`

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', {
    locale: 'fa-IR',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  omid = await person(browser, 'Omid')
  nima = await person(browser, 'Nima')
  await Promise.all([signUp(sara), signUp(omid), signUp(nima)])
})

afterAll(() => browser.close())

async function fromMenu({ page }: Person, ...items: string[]): Promise<void> {
  for (const name of items) await page.getByRole('menuitem', { name }).click()
}

test('a group is made of people, and they talk in it', async () => {
  await openChatWith(sara, omid)
  await say(sara, 'سلام')
  await sara.page.getByRole('button', { name: 'فهرست' }).first().click()
  await fromMenu(sara, 'گروه تازه')
  await sara.page.locator('input[name=title]').fill('خانواده')
  await sara.page.getByRole('button', { name: 'بعدی' }).click()
  await sara.page.locator('.found label').filter({ hasText: 'Omid' }).click()
  await sara.page.getByRole('button', { name: 'ساختن' }).click()
  await sara.page.locator('header h1').getByText('خانواده').waitFor()
  await say(sara, 'همه هستید؟')

  await omid.page.locator('[data-chat]').filter({ hasText: 'خانواده' }).click()
  await omid.page.locator('article').getByText('همه هستید؟').waitFor()
  await say(omid, 'Yes')
  await sara.page.locator('article').getByText('Yes').waitFor()
})

test('somebody is mentioned by the keyboard, without having a public name', async () => {
  const field = sara.page.locator('textarea')
  await field.pressSequentially('@Om')
  await sara.page.getByRole('option', { name: 'Omid' }).waitFor()
  await field.press('Enter')
  await field.pressSequentially('کجایی؟')
  await field.press('Enter')
  await omid.page.locator('article .mentionName').getByText('Omid').waitFor()
  const mark = omid.page.getByRole('button', { name: 'To the next mention of you' })
  await mark.click()
  await omid.page.locator('.row.target .mentionName').getByText('Omid').waitFor()
  await mark.waitFor({ state: 'detached' })
})

test('the profile of a group tells who is in it; it is renamed, and somebody is added', async () => {
  await sara.page.locator('[data-profile]').first().click()
  const panel = sara.page.locator('.aside')
  await panel.getByRole('link', { name: /^اعضا/ }).click()
  await panel.locator('.who').getByText('Omid').waitFor()
  await panel.getByRole('button', { name: 'افزودن افراد' }).click()
  await sara.page.locator('dialog input[type=search]').fill(`+${nima.phone}`)
  await sara.page.locator('dialog label').filter({ hasText: 'Nima' }).click()
  await sara.page.locator('dialog footer button').last().click()
  await panel.locator('.who').getByText('Nima').waitFor()
  await panel.getByRole('button', { name: 'بازگشت' }).click()
  await panel.getByRole('button', { name: 'ویرایش' }).click()
  await panel.locator('input[name=title]').fill('خانوادهٔ بزرگ')
  await panel.getByRole('button', { name: 'ذخیره' }).first().click()
  await nima.page.locator('[data-chat]').filter({ hasText: 'خانوادهٔ بزرگ' }).waitFor()
})

test('a channel has a public name; somebody looks, joins and reads', async () => {
  await omid.page.goto(`${new URL(omid.page.url()).origin}/#/new/channel`)
  await omid.page.locator('input[name=title]').fill('News of Iran')
  await omid.page.locator('input[name=about]').fill('What happens')
  await omid.page.getByRole('button', { name: 'Next' }).click()
  await omid.page.locator('.options label').filter({ hasText: 'Public' }).click()
  await omid.page.locator('input[name=username]').fill(NAME)
  await omid.page.getByRole('button', { name: 'Next' }).click()
  await omid.page.getByRole('button', { name: 'Open' }).click()
  await say(omid, 'First news')

  await nima.page.goto(`${new URL(nima.page.url()).origin}/#/join/${NAME}`)
  await nima.page.locator('article').getByText('First news').waitFor()
  expect(await nima.page.locator('textarea').count()).toBe(0)
  await nima.page.getByRole('button', { name: 'Join', exact: true }).click()
  await nima.page.getByRole('button', { name: 'Mute', exact: true }).waitFor()
  await say(omid, 'Second news')
  await nima.page.locator('article').getByText('Second news').waitFor()
  expect(await texts(nima)).toEqual(['First news', 'Second news'])
})

test('somebody is made an admin and posts; then the duties are taken away', async () => {
  const { page } = omid
  await page.locator('[data-profile]').first().click()
  const panel = page.locator('.aside')
  await panel.getByRole('link', { name: 'Subscribers' }).click()
  const row = panel.locator('li').filter({ hasText: 'Nima' })
  await row.getByRole('button', { name: 'Menu' }).click()
  await fromMenu(omid, 'Make an admin')
  await page.locator('dialog').getByRole('button', { name: 'Save' }).click()
  await nima.page.locator('textarea').waitFor()
  await say(nima, 'Third news')
  await page.locator('article').getByText('Third news').waitFor()
  await row.getByText('admin').waitFor()
  await row.getByRole('button', { name: 'Menu' }).click()
  await fromMenu(omid, 'Rights of the admin')
  await page.locator('dialog').getByRole('button', { name: 'Take the rights away' }).click()
  await nima.page.getByRole('button', { name: 'Mute', exact: true }).waitFor()
})

test('a link lets people ask to come in, and an admin answers', async () => {
  const { page } = omid
  const panel = page.locator('.aside')
  await panel.getByRole('button', { name: 'Back' }).click()
  await panel.getByRole('link', { name: 'Invite links' }).click()
  await panel.getByRole('button', { name: 'New link' }).click()
  await page.locator('dialog input[name=linkTitle]').fill('For friends')
  await page.locator('dialog label').filter({ hasText: 'Admins let each one in' }).click()
  await page.locator('dialog').getByRole('button', { name: 'Create' }).click()
  const row = panel.locator('li').filter({ hasText: 'For friends' })
  const link = ((await row.locator('bdi[dir=ltr]').textContent()) ?? '').trim()
  await sara.page.goto(`${new URL(sara.page.url()).origin}/#/join/${link.split('/').at(-1)}`)
  await sara.page.locator('dialog').getByRole('button', { name: 'درخواست عضویت' }).click()
  await page.goto(`${new URL(page.url()).origin}/#/`)
  await page.locator('[data-chat]').filter({ hasText: 'News of Iran' }).click()
  await page.getByRole('link', { name: '1 person asks to join' }).click()
  await page.locator('.aside').getByRole('button', { name: 'Let in' }).click()
  await sara.page.locator('[data-chat]').filter({ hasText: 'News of Iran' }).waitFor()
})

test('somebody leaves', async () => {
  await nima.page.locator('[data-profile]').first().click()
  await nima.page.locator('.aside').getByRole('button', { name: 'Leave the channel' }).click()
  await nima.page.locator('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
  await expect
    .poll(() => nima.page.locator('[data-chat]').filter({ hasText: 'News of Iran' }).count())
    .toBe(0)
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid, nima]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
