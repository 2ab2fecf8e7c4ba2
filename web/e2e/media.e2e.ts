import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Given, picture } from './files.ts'
import { launch, openChatWith, type Person, person, signUp } from './people.ts'

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

/** Chooses files and sends them. */
async function send({ page }: Person, files: Given[], caption = ''): Promise<void> {
  await page.locator('form input[type=file]').setInputFiles(files)
  const sheet = page.getByRole('dialog')
  if (caption) await sheet.locator('textarea').fill(caption)
  await sheet.getByRole('button').last().click()
  await sheet.waitFor({ state: 'detached' })
}

const last = ({ page }: Person): Locator => page.locator('[data-id]').last()

/** The sides of a picture that is shown, once it is there. */
async function sides(image: Locator): Promise<[number, number]> {
  await image.waitFor()
  return image.evaluate(async (element) => {
    const shown = element as HTMLImageElement
    await shown.decode()
    return [shown.naturalWidth, shown.naturalHeight]
  })
}

test('a photo is sent with its caption, and shown', async () => {
  await send(sara, [picture('a.png', 900, 600)], 'غروب در دماوند')
  const shown = omid.page.locator('article', { hasText: 'غروب در دماوند' })
  const [width, height] = await sides(shown.locator('img.real'))
  expect([width, height]).toEqual([800, 533])
  await last(sara).locator('[data-state=sent], [data-state=read]').waitFor()
  expect(await last(sara).locator('img.real').count()).toBe(1)
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
