import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CODE, enterPhone, launch, person, signUp } from './people.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

test('a Persian browser gets Persian, right to left, and takes Persian digits', async () => {
  const mina = await person(browser, 'مینا', { locale: 'fa-IR' })
  const { page } = mina
  await page.getByRole('heading', { name: 'ورود به هدهد' }).waitFor()
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  await page.locator('input[name=phone]').fill('۰۹۱۲۳۴۵۶۷۸۹')
  expect(await page.locator('input[name=phone]').inputValue()).toBe('۹۱۲ ۳۴۵ ۶۷۸۹')

  await enterPhone(page, mina.phone)
  await page.locator('input[name=code]').fill('۱۱۱۱۱')
  await page.getByRole('alert').getByText('کد درست نیست').waitFor()
  await page.locator('input[name=code]').fill('۲۲۲۲۲')
  await page.locator('input[name=first]').fill('مینا')
  await page.locator('button[type=submit]').click()
  await page.locator('[data-at=list]').waitFor()
  await expect.poll(() => page.locator('h1').textContent()).toBe('گفتگوها')
  await mina.close()
})

test('somebody who logs out is asked for the number again, and comes back by code', async () => {
  const reza = await person(browser, 'Reza')
  await signUp(reza)
  const { page } = reza
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Log out' }).click()
  await page.getByRole('heading', { name: 'Sign in to Hodhod' }).waitFor()

  await enterPhone(page, reza.phone)
  await page.locator('input[name=code]').fill(CODE)
  await page.locator('[data-at=list]').waitFor()
  expect(reza.errors).toEqual([])
  await reza.close()
})

test('the country list is searched in any language and by code', async () => {
  const { page, close } = await person(browser, '')
  await page.getByRole('button', { name: /Country/ }).click()
  await page.getByRole('searchbox').fill('۴۹')
  await page.getByRole('button', { name: 'Germany' }).waitFor()
  await page.getByRole('searchbox').fill('turk')
  await page.getByRole('searchbox').press('Enter')
  await page.locator('.code').getByText('+90').waitFor()
  await close()
})
