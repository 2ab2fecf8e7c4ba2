import { readFileSync } from 'node:fs'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Given, gif, picture, tone, video } from './files.ts'
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

test('pictures chosen together are one album, and one is looked at alone', async () => {
  const three = [1, 2, 3].map((at) => picture(`${at}.png`, 400 + at * 90, 400, at))
  await send(omid, three, 'Three hills')
  const album = sara.page.locator('article', { hasText: 'Three hills' })
  await expect.poll(() => album.locator('img.real').count()).toBe(3)
  await album.getByRole('button', { name: 'دیدن عکس' }).nth(1).click()
  const viewer = sara.page.getByRole('dialog')
  expect(await sides(viewer.locator('img'))).toEqual([580, 400])
  await sara.page.keyboard.press('ArrowLeft')
  await expect.poll(() => sides(viewer.locator('img'))).toEqual([670, 400])
  await viewer.getByRole('button', { name: 'بعدی' }).waitFor({ state: 'detached' })
  const [saved] = await Promise.all([
    sara.page.waitForEvent('download'),
    viewer.getByRole('button', { name: 'ذخیره' }).click(),
  ])
  expect(saved.suggestedFilename()).toMatch(/\.jpg$/)
  await sara.page.keyboard.press('Escape')
  await viewer.waitFor({ state: 'detached' })
})

test('a video plays alone; a GIF moves in its place', async () => {
  await send(sara, [await video(sara.page, 'v.webm')], 'ویدئو')
  const shown = omid.page.locator('article', { hasText: 'ویدئو' })
  await sides(shown.locator('img.real'))
  await shown.getByRole('button', { name: 'Play the video' }).click()
  const player = omid.page.getByRole('dialog').locator('video')
  await expect
    .poll(() => player.evaluate((v: HTMLVideoElement) => v.currentTime))
    .toBeGreaterThan(0)
  expect(await player.evaluate((v: HTMLVideoElement) => v.videoWidth)).toBe(320)
  await omid.page.keyboard.press('Escape')
  await send(sara, [gif('g.gif')])
  await expect.poll(() => sides(last(omid).locator('.moving > img'))).toEqual([2, 2])
})

test('music is heard, a file is saved as it was', async () => {
  await send(omid, [tone('hoopoe.wav', 2)])
  await last(sara).getByText('hoopoe').waitFor()
  await last(sara).getByRole('button', { name: 'پخش' }).click()
  const place = last(sara).getByRole('slider')
  await expect.poll(() => place.inputValue().then(Number)).toBeGreaterThan(0)

  const buffer = Buffer.from('هدهد\n'.repeat(50_000))
  await send(omid, [{ name: 'نامه.txt', mimeType: 'text/plain', buffer }])
  await last(sara).getByText('نامه.txt').waitFor()
  const [saved] = await Promise.all([
    sara.page.waitForEvent('download'),
    last(sara).getByRole('button', { name: 'دریافت' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('نامه.txt')
  expect(readFileSync(await saved.path()).equals(buffer)).toBe(true)
})

test('a voice is recorded, sent, and heard with its waveform', async () => {
  await omid.page.getByRole('button', { name: 'Record a voice message' }).click()
  await omid.page.locator('form time').getByText('0:01').waitFor()
  await omid.page.locator('form').getByRole('button', { name: 'Send', exact: true }).click()
  await last(sara).locator('.voice').waitFor()
  await last(sara).getByRole('button', { name: 'پخش' }).click()
  const place = last(sara).getByRole('slider')
  await expect.poll(() => place.inputValue().then(Number)).toBeGreaterThan(0)
  const bars = await last(sara)
    .locator('.wave span')
    .evaluateAll((all) => all.map((bar) => (bar as HTMLElement).style.getPropertyValue('--height')))
  expect(new Set(bars).size).toBeGreaterThan(1)
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
