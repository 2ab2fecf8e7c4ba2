import { expect, test } from 'vitest'
import { dutiesOf, isAllowed, mayDo } from './right'

test('members may what is not taken from them; admins may speak anyway', () => {
  const denied = ['sendPlain', 'pinMessages'] as const
  expect(isAllowed({ denied: [...denied] }, 'sendPlain')).toBe(false)
  expect(isAllowed({ denied: [...denied] }, 'sendPhotos')).toBe(true)
  expect(isAllowed({ denied: [...denied], duties: ['banUsers'] }, 'sendPlain')).toBe(true)
  expect(isAllowed({ denied: [...denied], duties: ['banUsers'] }, 'pinMessages')).toBe(false)
  expect(isAllowed({ denied: [...denied], creator: true }, 'pinMessages')).toBe(true)
  expect(isAllowed({ left: true }, 'sendPlain')).toBe(false)
})

test('duties belong to the owner, or are given', () => {
  expect(mayDo({ creator: true }, 'addAdmins')).toBe(true)
  expect(mayDo({ duties: ['banUsers'] }, 'addAdmins')).toBe(false)
  expect(mayDo(undefined, 'banUsers')).toBe(false)
})

test('in channels one posts, in groups one pins', () => {
  expect(dutiesOf(true)).toContain('postMessages')
  expect(dutiesOf(true)).not.toContain('pinMessages')
  expect(dutiesOf(false)).toContain('pinMessages')
  expect(dutiesOf(false)).not.toContain('postMessages')
})
