import { expect, test } from 'vitest'
import { usernameFlaw } from './username'

test('a public name begins with a letter and is of Latin letters, digits and single _', () => {
  expect(usernameFlaw('sara_k')).toBeUndefined()
  expect(usernameFlaw('Sara1376')).toBeUndefined()
  for (const name of ['1sara', '_sara', 'sara__k', 'sara_', 'سارا_کریمی', 'sara k'])
    expect(usernameFlaw(name), name).toBe('bad')
  expect(usernameFlaw('sara')).toBe('short')
})
