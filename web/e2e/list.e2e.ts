import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch, openChatWith, type Person, person, say, signUp } from './people.ts'

let browser: Browser
let sara: Person
let omid: Person
let nima: Person

beforeAll(async () => {
  browser = await launch()
  sara = await person(browser, 'سارا', { locale: 'fa-IR' })
  omid = await person(browser, 'Omid')
  nima = await person(browser, 'نیما', { locale: 'fa-IR' })
  await Promise.all([signUp(sara), signUp(omid), signUp(nima)])
  for (const who of [sara, nima]) {
    await openChatWith(who, omid)
    await say(who, 'سلام')
    await row(omid, who).waitFor()
  }
})

afterAll(() => browser.close())

const row = (who: Person, other: Person): Locator =>
  who.page.locator('[data-chat]').filter({ hasText: other.name })

const names = async ({ page }: Person): Promise<string[]> => {
  const rows = page.locator('[data-chat]')
  const all = await rows.evaluateAll((items) =>
    items
      .map((item) => [Number(item.getAttribute('aria-posinset')), item] as const)
      .sort(([one], [other]) => one - other)
      .map(([, item]) => item.querySelector('.name')?.textContent ?? '')
      .filter((name) => name !== 'Hodhod'),
  )
  return all
}

async function choose(who: Person, other: Person, ...items: string[]): Promise<void> {
  await row(who, other).click({ button: 'right' })
  for (const item of items) await who.page.getByRole('menuitem', { name: item }).click()
}

test('a chat is pinned on top, and taken down again', async () => {
  await expect.poll(() => names(omid)).toEqual(['نیما', 'سارا'])
  await choose(omid, sara, 'Pin')
  await expect.poll(() => names(omid)).toEqual(['سارا', 'نیما'])
  await omid.page.reload()
  await row(omid, sara).waitFor()
  await expect.poll(() => names(omid)).toEqual(['سارا', 'نیما'])
  await choose(omid, sara, 'Unpin')
  await expect.poll(() => names(omid)).toEqual(['نیما', 'سارا'])
})

test('a chat is muted for a time and sounds again, by the keyboard alone', async () => {
  await row(omid, nima).locator('a').focus()
  await omid.page.keyboard.press('ArrowDown')
  await omid.page.keyboard.press('Shift+F10')
  await omid.page.getByRole('menuitem', { name: 'Mute…' }).focus()
  await omid.page.keyboard.press('Enter')
  await omid.page.getByRole('menuitem', { name: 'For 2 days' }).focus()
  await omid.page.keyboard.press('Enter')
  await row(omid, sara).getByTitle('Muted').waitFor()
  await choose(omid, sara, 'Unmute')
  await expect.poll(() => row(omid, sara).getByTitle('Muted').count()).toBe(0)
})

test('a chat goes to the archive and comes back', async () => {
  await choose(omid, sara, 'Archive')
  await expect.poll(() => names(omid)).toEqual(['نیما'])
  await omid.page.locator('[data-archive]').getByText('سارا').waitFor()
  await omid.page.locator('[data-archive]').click()
  await expect.poll(() => names(omid)).toEqual(['سارا'])
  await choose(omid, sara, 'Take out of the archive')
  await omid.page.getByRole('button', { name: 'Back' }).click()
  await expect.poll(() => names(omid)).toEqual(['نیما', 'سارا'])
})

test('a chat is marked as read and as unread', async () => {
  await row(omid, nima).getByText('1 unread message').waitFor({ state: 'attached' })
  await choose(omid, nima, 'Mark as read')
  await nima.page.locator('article [data-state=read]').waitFor()
  await choose(omid, nima, 'Mark as unread')
  await row(omid, nima).getByText('Marked as unread').waitFor({ state: 'attached' })
  await omid.page.getByRole('button', { name: 'Menu' }).click()
  await omid.page.getByRole('menuitem', { name: 'Mark all as read' }).click()
  await expect.poll(() => omid.page.locator('.badge').count()).toBe(0)
})

test('folders are tabs over the list, made, changed and taken away', async () => {
  const { page } = omid
  const tabs = page.getByRole('navigation', { name: 'Folders' })
  const dialog = page.locator('dialog')
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'New folder' }).click()
  await dialog.getByLabel('Name of the folder').fill('Work')
  await dialog.locator('li label').filter({ hasText: 'سارا' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await tabs.getByText('Work').click()
  await expect.poll(() => names(omid)).toEqual(['سارا'])
  await tabs.getByText('All').click()
  await expect.poll(() => names(omid)).toEqual(['نیما', 'سارا'])

  await page.reload()
  await tabs.getByText('Work').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Edit folder' }).click()
  await dialog.getByLabel('All other people').check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await tabs.getByText('Work').click()
  await expect.poll(() => names(omid)).toEqual(['نیما', 'سارا'])

  await tabs.getByText('Work').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Edit folder' }).click()
  await dialog.getByRole('button', { name: 'Delete folder' }).click()
  await tabs.waitFor({ state: 'detached' })
  await expect.poll(() => names(omid)).toEqual(['نیما', 'سارا'])
})

test('a chat is deleted for both', async () => {
  await choose(omid, nima, 'Delete chat')
  await omid.page.getByRole('checkbox').check()
  await omid.page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.poll(() => names(omid)).toEqual(['سارا'])
  await expect.poll(() => nima.page.locator('article').count()).toBe(0)
})

test('the page asks nobody but its own server, and throws nothing', () => {
  for (const { strayed, errors } of [sara, omid, nima]) {
    expect(strayed).toEqual([])
    expect(errors).toEqual([])
  }
})
