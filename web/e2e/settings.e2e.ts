import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  CODE,
  enterPhone,
  launch,
  openChatWith,
  type Person,
  person,
  say,
  signUp,
} from './people.ts'

let browser: Browser
let sara: Person
let omid: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'Sara')
  omid = await person(browser, 'امید', { locale: 'fa-IR' })
  await Promise.all([signUp(sara), signUp(omid)])
})

afterAll(() => browser.close())

async function setting({ page }: Person, name: string): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/#/settings/${name}`)
  await page.locator('.side h1').waitFor()
}

const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true })

/** A red picture, wider than high, made by the browser itself. */
function picture({ page }: Person): Promise<number[]> {
  return page.evaluate(async () => {
    const canvas = new OffscreenCanvas(400, 300)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.fillStyle = '#c22'
    context.fillRect(0, 0, 400, 300)
    const blob = await canvas.convertToBlob({ type: 'image/png' })
    return [...new Uint8Array(await blob.arrayBuffer())]
  })
}

test('the index leads to a page, and back', async () => {
  const { page } = sara
  await button(page, 'Settings').or(page.getByLabel('Settings')).first().click()
  await page.getByRole('link', { name: 'Devices' }).click()
  await page.getByRole('heading', { name: 'Devices' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
})

test('names and words about oneself are changed, and others see them', async () => {
  const { page } = sara
  await page.getByRole('link', { name: 'My profile' }).click()
  await page.locator('input[name=lastName]').fill('Karimi')
  await page.locator('textarea[name=about]').fill('خط، نقاشی و موسیقی')
  await button(page, 'Save').click()
  await page.getByText('Saved').waitFor()
  await page.reload()
  await expect.poll(() => page.locator('textarea[name=about]').inputValue()).toContain('نقاشی')
  expect(await page.locator('input[name=lastName]').inputValue()).toBe('Karimi')
  await omid.page.locator('search input').fill(`+${sara.phone}`)
  await omid.page.locator('[data-found]').getByText('Sara Karimi').waitFor()
})

test('a username is looked at while it is written', async () => {
  const { page } = sara
  const name = `sara_${sara.phone.slice(-4)}`
  await setting(sara, 'profile/username')
  const field = page.locator('input[name=username]')
  await field.fill('sara')
  await page.getByText('At least 5 characters').waitFor()
  await field.fill('سارا')
  await page.getByText('It begins with a letter').waitFor()
  await field.fill(name)
  await page.getByText(`@${name} is free`).waitFor()
  await button(page, 'Save').click()
  await page.getByText(`@${name}`, { exact: true }).waitFor()
  await setting(omid, 'profile/username')
  await omid.page.locator('input[name=username]').fill(name)
  await omid.page.getByText('گرفته شده است').waitFor()
  expect(await button(omid.page, 'ذخیره').isDisabled()).toBe(true)
})

test('a photo is cut to a square, shown, and taken away', async () => {
  const { page } = sara
  await setting(sara, 'profile')
  const buffer = Buffer.from(await picture(sara))
  await page
    .locator('input[name=photo]')
    .setInputFiles({ name: 'red.png', mimeType: 'image/png', buffer })
  const frame = page.getByRole('application')
  await frame.focus()
  await page.keyboard.press('ArrowRight')
  await page.locator('dialog input[type=range]').fill('2')
  await button(page, 'Use this photo').click()
  const shown = page.locator('.photo img')
  await shown.waitFor()
  await expect
    .poll(() =>
      shown.evaluate((image: HTMLImageElement) => image.naturalWidth / image.naturalHeight),
    )
    .toBe(1)
  await button(page, 'Remove the photo').click()
  await expect.poll(() => shown.count()).toBe(0)
})

test('a birthday is told in Jalali or Gregorian', async () => {
  const { page } = omid
  await setting(omid, 'profile')
  await page.locator('select[name=day]').selectOption('1')
  await page.locator('select[name=month]').selectOption({ label: 'فروردین' })
  await page.locator('select[name=year]').selectOption({ label: '۱۳۷۶' })
  await page
    .getByRole('region', { name: 'تاریخ تولد' })
    .getByRole('button', { name: 'ذخیره' })
    .click()
  await page.getByText('ذخیره شد').waitFor()
  await page.getByRole('radio', { name: 'میلادی' }).check()
  await expect.poll(() => page.locator('select[name=year]').inputValue()).toBe('1997')
  await page.reload()
  await expect.poll(() => page.locator('select[name=year]').inputValue()).toBe('1376')
  await page.getByRole('radio', { name: 'میلادی' }).check()
  expect(await page.locator('select[name=month]').inputValue()).toBe('3')
  expect(await page.locator('select[name=day]').inputValue()).toBe('21')
})

test('another device is listed as it comes, and its session is ended', async () => {
  const { page } = sara
  await setting(sara, 'sessions')
  await page.getByText('You are signed in nowhere else.').waitFor()
  const other = await person(browser, 'Sara')
  await enterPhone(other.page, sara.phone)
  await other.page.locator('input[name=code]').fill(CODE)
  await other.page.locator('[data-at=list]').waitFor()
  await button(page, 'End').first().waitFor()
  await button(page, 'End').first().click()
  await page.locator('dialog').getByRole('button', { name: 'End' }).click()
  await other.page.locator('input[name=phone]').waitFor()
  await page.getByText('You are signed in nowhere else.').waitFor()
  expect(other.errors).toEqual([])
  await other.close()
})

test('how long unused sessions live is kept', async () => {
  const { page } = sara
  await page.getByRole('radio', { name: '30 days' }).check()
  await page.reload()
  await expect.poll(() => page.getByRole('radio', { name: '30 days' }).isChecked()).toBe(true)
})

test('an account is deleted by whoever means it, and what was said stays', async () => {
  await omid.page.goto(new URL('/', omid.page.url()).href)
  const nima = await person(browser, 'Nima')
  await signUp(nima)
  await openChatWith(nima, omid)
  await say(nima, 'Goodbye')
  await setting(nima, 'profile')
  await button(nima.page, 'Delete my account').click()
  const last = button(nima.page, 'Delete for ever')
  await nima.page.locator('dialog input').fill('+98912')
  expect(await last.isDisabled()).toBe(true)
  await nima.page.locator('dialog input').fill(`+${nima.phone}`)
  await last.click()
  await nima.page.locator('input[name=phone]').waitFor()
  await omid.page.locator('[data-chat]').filter({ hasText: 'Goodbye' }).waitFor()
  await nima.close()
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
