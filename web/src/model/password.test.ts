import { expect, test } from 'vitest'
import { flawIn } from './password'

test('a new password is written twice, and its hint does not give it away', () => {
  expect(flawIn('', '', '', '')).toBe('empty')
  expect(flawIn('هدهد', 'هدهد۲', '', '')).toBe('different')
  expect(flawIn('Secret', 'Secret', 'secret ', '')).toBe('hint')
  expect(flawIn('Secret', 'Secret', 'the usual', '')).toBeUndefined()
})

test('an address has to look like one, if there is one', () => {
  expect(flawIn('a', 'a', '', 'sara')).toBe('email')
  expect(flawIn('a', 'a', '', 'sara@mail.example')).toBeUndefined()
})
