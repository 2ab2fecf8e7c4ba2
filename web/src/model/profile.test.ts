import { expect, test } from 'vitest'
import { type InviteLink, isSpent, ledTo } from './profile'

test('links lead to rooms by invitation or by name', () => {
  const hash = 'AbCdEfGh12345_-x'
  for (const text of [`https://t.me/+${hash}`, `t.me/joinchat/${hash}`, `tg://join?invite=${hash}`])
    expect(ledTo(text)).toEqual({ kind: 'invite', hash })
  for (const text of [
    '@iran',
    'iran',
    'https://chat.example:8443/iran',
    'tg://resolve?domain=iran',
  ])
    expect(ledTo(text)).toEqual({ kind: 'name', name: 'iran' })
  expect(ledTo('سلام')).toBeUndefined()
  expect(ledTo('two words')).toBeUndefined()
})

test('a link is spent when it was revoked, is over, or was used often enough', () => {
  const link: InviteLink = {
    link: '',
    title: '',
    permanent: false,
    revoked: false,
    needsApproval: false,
    expires: 0,
    limit: 0,
    used: 7,
    requested: 0,
  }
  expect(isSpent(link, 100)).toBe(false)
  expect(isSpent({ ...link, revoked: true }, 100)).toBe(true)
  expect(isSpent({ ...link, expires: 99 }, 100)).toBe(true)
  expect(isSpent({ ...link, limit: 7 }, 100)).toBe(true)
})
