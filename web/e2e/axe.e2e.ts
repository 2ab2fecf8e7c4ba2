import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriersOn } from './barriers.ts'
import { launch } from './people.ts'
import { LOCALES, THEMES, walk } from './screens.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})

afterAll(() => browser.close())

test.each(LOCALES)(
  'no barrier is found on the main screens in %s, light and dark',
  async (locale) => {
    const seen: string[] = []
    const barriers: string[] = []
    await walk(browser, locale, async (page, name) => {
      seen.push(name)
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.locator(`:root[data-theme=${colorScheme}]`).waitFor()
        for (const one of await barriersOn(page)) barriers.push(`${name}, ${colorScheme}: ${one}`)
      }
    })
    expect(seen.length).toBeGreaterThanOrEqual(10)
    expect(barriers).toEqual([])
  },
)
