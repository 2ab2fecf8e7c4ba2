import { expect, test } from 'vitest'
import { loginLink, loginToken } from './auth'

test('a link of signing in carries a token, and nothing else is one', () => {
  expect(loginToken(` ${loginLink('AQID_-')} `)).toBe('AQID_-')
  expect(loginToken('tg://login?token=AQIDBA==')).toBe('AQIDBA==')
  for (const other of ['tg://login?code=12345', 'https://t.me/iran', 'tg://login?token=', 'AQID'])
    expect(loginToken(other)).toBeUndefined()
})
