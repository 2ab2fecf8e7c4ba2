import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, openChatWith, type Person, person, say, signUp } from './people.ts'

const WORDS = 'Letters and long walks'
const BIRTHDAY = 'تولد'

let browser: Browser
let sara: Person
let omid: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'Sara')
  omid = await person(browser, 'امید', { locale: 'fa-IR' })
  await Promise.all([signUp(sara), signUp(omid)])
  await openChatWith(sara, omid)
  await say(sara, 'Hello')
  await omid.page.locator('[data-chat]').filter({ hasText: 'Hello' }).click()
  await setting('profile')
  await sara.page.locator('textarea[name=about]').fill(WORDS)
  await button(sara.page, 'Save').click()
  await sara.page.getByText('Saved').waitFor()
  await sara.page.locator('select[name=day]').selectOption('5')
  await sara.page.locator('select[name=month]').selectOption('5')
  const birthday = sara.page.getByRole('region', { name: 'Birthday' })
  await birthday.getByRole('button', { name: 'Save' }).click()
  await birthday.getByRole('button', { name: 'Remove' }).waitFor()
  await setting('privacy/birthday')
  await sara.page.getByRole('radio', { name: 'Everybody' }).check()
})

afterAll(() => browser.close())

const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true })

async function setting(name: string): Promise<void> {
  const { page } = sara
  await page.goto(`${new URL(page.url()).origin}/#/settings/${name}`)
  await page.locator('.side h1').waitFor()
}

/** Whether Omid finds what Sara says of herself on her profile, once it is there. */
async function seesAbout(): Promise<boolean> {
  const { page } = omid
  const [chat] = page.url().match(/#\/chat\/\d+/) ?? []
  await page.goto(`${new URL(page.url()).origin}/${chat}/profile`)
  await page.reload()
  await page.locator('.aside').getByText('Sara').first().waitFor()
  // The day of birth comes with the rest of the profile, and is for everybody.
  await page.locator('.aside').getByText(BIRTHDAY).waitFor()
  return (await page.locator('.aside').getByText(WORDS).count()) > 0
}

async function pick(name: string): Promise<void> {
  const { page } = sara
  await page.locator('dialog').getByText(name).click()
  await page.locator('dialog').getByRole('button', { name: 'Add', exact: true }).click()
}

test('what one says of oneself is seen by whom one lets', async () => {
  const { page } = sara
  expect(await seesAbout()).toBe(true)
  await setting('privacy')
  await page.getByRole('link', { name: 'About me' }).click()
  await page.getByRole('radio', { name: 'Nobody' }).check()
  await expect.poll(seesAbout).toBe(false)
  await button(page, 'Add people').click()
  await pick('امید')
  await button(page, 'Take out امید').waitFor()
  await expect.poll(seesAbout).toBe(true)
  await button(page, 'Back').click()
  await page.getByRole('link', { name: 'About me Nobody (+1)' }).waitFor()
})

test('a choice and its exceptions are there after a reload', async () => {
  const { page } = sara
  await setting('privacy/invites')
  await page.getByRole('radio', { name: 'My contacts' }).check()
  await button(page, 'Add people').nth(1).click()
  await pick('امید')
  await page.reload()
  const never = page.getByRole('group', { name: 'Never' })
  await never.getByText('امید').waitFor()
  await expect.poll(() => page.getByRole('radio', { name: 'My contacts' }).isChecked()).toBe(true)
  await never.getByRole('button', { name: 'Take out امید' }).click()
  await expect.poll(() => never.getByText('امید').count()).toBe(0)
})

test('somebody is blocked and let go', async () => {
  const { page } = sara
  await setting('privacy/blocked')
  await button(page, 'Add people').click()
  await pick('امید')
  await button(page, 'Take out امید').waitFor()
  await button(page, 'Back').click()
  await page.getByRole('link', { name: 'Blocked people 1' }).click()
  await button(page, 'Take out امید').click()
  await button(page, 'Back').click()
  await page.getByRole('link', { name: 'Blocked people 0' }).waitFor()
})

test('switches and the timer of new chats are kept', async () => {
  const { page } = sara
  const hide = page.getByRole('switch', { name: 'Hide when I read' })
  await hide.click()
  await page.getByRole('radio', { name: '7 days' }).check()
  await page.reload()
  await expect.poll(() => hide.isChecked()).toBe(true)
  await expect.poll(() => page.getByRole('radio', { name: '7 days' }).isChecked()).toBe(true)
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
