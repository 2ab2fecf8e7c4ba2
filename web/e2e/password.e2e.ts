import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Mailbox } from './mail.ts'
import { CODE, enterPhone, launch, type Person, person, signUp } from './people.ts'

const ADDRESS = 'sara@mail.example'
/** Where the server delivers mail to. */
const PORT = Number(process.env.MAIL_PORT ?? 2525)

let browser: Browser
let sara: Person
const mailbox = new Mailbox()

beforeAll(async () => {
  browser = await launch()
  await mailbox.open(PORT)
  sara = await person(browser, 'Sara')
  await signUp(sara)
})

afterAll(async () => {
  mailbox.close()
  await browser.close()
})

const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true })

async function open(part = ''): Promise<void> {
  const { page } = sara
  await page.goto(`${new URL(page.url()).origin}/#/settings/password${part && `/${part}`}`)
}

/** A second device of Sara's, at the question for the password. */
async function secondDevice(): Promise<Person> {
  const other = await person(browser, 'Sara', { locale: 'fa-IR' })
  await enterPhone(other.page, sara.phone)
  await other.page.locator('input[name=code]').fill(CODE)
  await other.page.locator('input[name=password]').waitFor()
  return other
}

test('a password is set, with a hint that does not give it away', async () => {
  const { page } = sara
  await open()
  await page.getByRole('link', { name: 'Set a password' }).click()
  await page.locator('input[name=fresh]').fill('باران۱۲')
  await page.locator('input[name=again]').fill('باران')
  await button(page, 'Save').click()
  await page.getByText('The two are not the same.').waitFor()
  await page.locator('input[name=again]').fill('باران۱۲')
  await page.locator('input[name=hint]').fill('باران۱۲')
  await button(page, 'Save').click()
  await page.getByText('The hint gives the password away.').waitFor()
  await page.locator('input[name=hint]').fill('weather')
  await button(page, 'Save').click()
  await page.getByText('The password is on').waitFor()
})

test('another device is asked for it, and has no way around it without an address', async () => {
  const other = await secondDevice()
  await other.page.getByText('weather').waitFor()
  await other.page.locator('input[name=password]').fill('نه')
  await other.page.locator('button[type=submit]').click()
  await other.page.getByText('رمز درست نیست').waitFor()
  await button(other.page, 'رمز را فراموش کرده‌اید؟').click()
  await other.page.getByText('ایمیل بازیابی نیست').waitFor()
  await other.page.locator('input[name=password]').fill('باران۱۲')
  await other.page.locator('button[type=submit]').click()
  await other.page.locator('[data-at=list]').waitFor()
  await other.close()
})

test('a forgotten one is taken away in a week, unless its owner keeps it', async () => {
  const { page } = sara
  await page.getByRole('link', { name: 'I forgot the password' }).click()
  await button(page, 'Take it away in a week').click()
  await page.getByText('The password can be taken away on').first().waitFor()
  await button(page, 'Keep the password').click()
  await expect.poll(() => button(page, 'Keep the password').count()).toBe(0)
})

test('a recovery e-mail holds once its code was entered', async () => {
  const { page } = sara
  await page.getByRole('link', { name: 'Recovery e-mail' }).click()
  await page.locator('input[name=old]').fill('wrong')
  await page.locator('input[name=email]').fill(ADDRESS)
  await button(page, 'Save').click()
  await page.getByText('The password is not right.').waitFor()
  await page.locator('input[name=old]').fill('باران۱۲')
  await button(page, 'Save').click()
  await page.locator('input[name=emailCode]').waitFor()
  await expect.poll(() => mailbox.codeFor(ADDRESS)).toBeTruthy()
  await page.locator('input[name=emailCode]').fill('000000')
  await button(page, 'Confirm').click()
  await page.getByText('The code is not right.').waitFor()
  await page.locator('input[name=emailCode]').fill(mailbox.codeFor(ADDRESS) ?? '')
  await button(page, 'Confirm').click()
  await page.getByText('a code is sent to your recovery e-mail').waitFor()
})

test('the password is changed by whoever knows it', async () => {
  const { page } = sara
  await page.getByRole('link', { name: 'Change the password' }).click()
  await page.locator('input[name=old]').fill('باران۱۲')
  await page.locator('input[name=fresh]').fill('برف و باد')
  await page.locator('input[name=again]').fill('برف و باد')
  await button(page, 'Save').click()
  await page.getByText('The password is on').waitFor()
})

test('whoever forgot it at signing in gets in by e-mail', async () => {
  const other = await secondDevice()
  mailbox.letters.length = 0
  await button(other.page, 'رمز را فراموش کرده‌اید؟').click()
  await other.page.locator('input[name=recoveryCode]').waitFor()
  await expect.poll(() => mailbox.codeFor(ADDRESS)).toBeTruthy()
  await other.page.locator('input[name=recoveryCode]').fill(mailbox.codeFor(ADDRESS) ?? '')
  await other.page.locator('button[type=submit]').click()
  await other.page.locator('[data-at=list]').waitFor()
  expect(other.errors).toEqual([])
  await other.close()
  await sara.page.reload()
  await sara.page.getByRole('link', { name: 'Set a password' }).waitFor()
})

test('a password is removed by whoever knows it', async () => {
  const { page } = sara
  await page.getByRole('link', { name: 'Set a password' }).click()
  await page.locator('input[name=fresh]').fill('one two')
  await page.locator('input[name=again]').fill('one two')
  await button(page, 'Save').click()
  await page.getByRole('link', { name: 'Remove the password' }).click()
  await page.locator('input[name=old]').fill('one two')
  await button(page, 'Remove the password').click()
  await page.getByRole('link', { name: 'Set a password' }).waitFor()
})

test('the page asks nobody but its own server, and throws nothing', () => {
  expect(sara.strayed).toEqual([])
  expect(sara.errors).toEqual([])
})
