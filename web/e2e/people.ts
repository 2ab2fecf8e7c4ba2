/** People in front of browsers: each has a browser profile and a line of their own. */

import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { Line } from './line.ts'

/** The server that is tested; it knows the numbers 99966XYYYY with the code XXXXX. */
export const SERVER = new URL(process.env.HODHOD ?? 'http://127.0.0.1:8080')

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]

export function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find(existsSync)
  if (!executablePath) throw new Error('no Chromium: install it, or name it in CHROMIUM')
  return chromium.launch({ executablePath, args: QUIET })
}

const PATIENCE_MS = 15_000

export interface Person {
  page: Page
  line: Line
  phone: string
  name: string
  /** Addresses of other servers that the page asked; there must be none. */
  strayed: string[]
  /** What the page complained of. */
  errors: string[]
  close(): Promise<void>
}

/** Specs that run against one server at a time are given numbers that are not each other's. */
let next = Number(process.env.FIRST_PHONE ?? Math.floor(Math.random() * 9000))

/** A number that nobody has yet. */
export function freshPhone(): string {
  next = (next + 1) % 10_000
  return `999662${String(next).padStart(4, '0')}`
}

export const CODE = '22222'

export async function person(
  browser: Browser,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Person> {
  const line = new Line(SERVER.hostname, Number(SERVER.port))
  const origin = await line.start()
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const strayed: string[] = []
  const errors: string[] = []
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !/^(?:data|blob):/.test(url)) strayed.push(url)
  })
  page.on('websocket', (socket) => {
    if (!socket.url().startsWith(`${origin.replace('http', 'ws')}/`)) strayed.push(socket.url())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(origin)
  return {
    page,
    line,
    phone: freshPhone(),
    name,
    strayed,
    errors,
    async close() {
      await context.close()
      line.stop()
    },
  }
}

/** Signs up with a number that nobody has, in the language of the browser. */
export async function signUp({ page, phone, name }: Person): Promise<void> {
  await enterPhone(page, phone)
  await page.locator('input[name=code]').fill(CODE)
  await page.locator('input[name=first]').fill(name)
  await page.locator('button[type=submit]').click()
  await page.locator('[data-at=list]').waitFor()
}

export async function enterPhone(page: Page, phone: string): Promise<void> {
  await page.locator('input[name=phone]').fill(`+${phone}`)
  await page.locator('button[type=submit]').click()
  await page.locator('input[name=code]').waitFor()
}

/** Finds somebody by their number and opens the chat with them. */
export async function openChatWith({ page }: Person, { phone }: Person): Promise<void> {
  await page.locator('search input').fill(`+${phone}`)
  await page.locator('[data-found] a').first().click()
  await page.locator('textarea').waitFor()
}

export async function say({ page }: Person, text: string): Promise<void> {
  await page.locator('textarea').fill(text)
  await page.locator('textarea').press('Enter')
}

/** The texts of the bubbles, from above. */
export async function texts({ page }: Person): Promise<string[]> {
  const all = await page.locator('article .text').allInnerTexts()
  return all.map((text) => text.trim())
}

/** Makes a group with somebody, and opens it before both; the maker's language is Persian. */
export async function makeGroup(maker: Person, title: string, other: Person): Promise<void> {
  await openChatWith(maker, other)
  await say(maker, title)
  await maker.page.goto(`${new URL(maker.page.url()).origin}/#/new/group`)
  await maker.page.locator('input[name=title]').fill(title)
  await maker.page.getByRole('button', { name: 'بعدی' }).click()
  await maker.page.locator('.found label').filter({ hasText: other.name }).click()
  await maker.page.getByRole('button', { name: 'ساختن' }).click()
  await maker.page.locator('header h1').getByText(title).waitFor()
  await say(maker, 'سلام')
  const row = other.page.locator('[data-chat]').filter({ hasText: title })
  await row.filter({ hasText: 'سلام' }).click()
  await other.page.locator('header h1').getByText(title).waitFor()
}
