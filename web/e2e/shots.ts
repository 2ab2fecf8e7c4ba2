/** Draws the main screens in both languages and themes, on a phone and a desktop, into web/shots. */

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { launch } from './people.ts'
import { LOCALES, THEMES, walk } from './screens.ts'

const FOLDER = new URL('../shots/', import.meta.url).pathname
const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

test.each(LOCALES)('screens in %s', (locale) =>
  walk(browser, locale, (page, name) => shoot(page, locale, name)),
)

async function shoot(page: Page, locale: string, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme })
      await page.evaluate(() => document.fonts.ready)
      const path = `${FOLDER}${name}-${locale.slice(0, 2)}-${size}-${colorScheme}.png`
      await page.screenshot({ path, animations: 'disabled' })
    }
  }
}
