/**
 * Measures the page in a browser: `bench/web.py` fills the server and says in the environment who signs in.
 *
 * Writes what it found as JSON into the file that MEASURED names.
 */

import { writeFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import type { Line } from './line.ts'
import { CODE, enterPhone, launch, type Person, person } from './people.ts'
import { trace } from './trace.ts'

const PHONE = process.env.PHONE ?? ''
const FILE = process.env.MEASURED ?? ''
const STARTS = 5
const WHEELS = 400
const WHEEL_PX = 600
const LONG_MS = 50
const QUIET_MS = 1_500

let browser: Browser
let who: Person

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

test('the page is measured', async () => {
  const first = await firstLoad()
  who = await person(browser, '', { viewport: { width: 1280, height: 800 } })
  await enterPhone(who.page, PHONE)
  await who.page.locator('input[name=code]').fill(CODE)
  await who.page.locator('[data-chat]').first().waitFor()
  await who.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const starts = await warmStarts(who.page)
  const scrolled = await scroll(who.page)
  writeFileSync(FILE, JSON.stringify({ ...first, starts, ...scrolled }))
})

/** Bytes as they came, headers included, until the number can be typed, and until nothing more comes. */
async function firstLoad(): Promise<{ usable: number; whole: number }> {
  const stranger = await person(browser, '', { serviceWorkers: 'block' })
  const { page, line } = stranger
  await settled(line)
  const before = line.received
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.clearBrowserCache')
  await page.reload({ waitUntil: 'commit' })
  await page.locator('input[name=phone]').click()
  const usable = line.received - before
  await settled(line)
  const whole = line.received - before
  await stranger.close()
  return { usable, whole }
}

/** Waits until nothing came for a while. */
async function settled(line: Line): Promise<void> {
  let last = -1
  while (last !== line.received) {
    last = line.received
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
  }
}

/** Work of the page's main thread until the list is there, and when that was: milliseconds. */
async function warmStarts(page: Page): Promise<{ work: number; shown: number }[]> {
  await page.addInitScript(() => {
    const look = new MutationObserver(() => {
      if (!document.querySelector('[data-chat]')) return
      performance.mark('list is there')
      look.disconnect()
    })
    look.observe(document, { childList: true, subtree: true })
  })
  const all: { work: number; shown: number }[] = []
  for (let start = 0; start < STARTS; start++) {
    await page.waitForLoadState('networkidle')
    const act = async (): Promise<void> => {
      await page.reload({ waitUntil: 'commit' })
      await page.locator('[data-chat]').first().waitFor()
    }
    const { tasks, shown } = await trace(browser, page, act, 'list is there')
    all.push({ work: tasks.reduce((sum, one) => sum + one, 0), shown })
  }
  return all
}

/** The longest task while the longest chat is read upwards, and how many were over 50 ms. */
async function scroll(page: Page): Promise<{ long: number; longest: number; read: number }> {
  await page.locator('[data-chat] a').first().click()
  const list = page.locator('[role=log]')
  await list.locator('article').first().waitFor()
  await page.waitForLoadState('networkidle')
  const newest = await topId(page)
  await list.hover()
  const { tasks } = await trace(browser, page, async () => {
    for (let turn = 0; turn < WHEELS; turn++) {
      await page.mouse.wheel(0, -WHEEL_PX)
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)))
    }
  })
  const read = newest - (await topId(page))
  return { long: tasks.filter((one) => one > LONG_MS).length, longest: Math.max(...tasks), read }
}

async function topId(page: Page): Promise<number> {
  return Number(await page.locator('[data-id]').first().getAttribute('data-id'))
}
