import { expect, test } from 'vitest'
import { levelsOf, type Privacy, sidesOf, withPeople } from './privacy'

const others = { allowedChats: [], deniedChats: [], kinds: [] }
const privacy: Privacy = { level: 'contacts', allowed: [1, 2], denied: [3], others }

test('exceptions are offered where they make a difference', () => {
  expect(sidesOf({ level: 'everybody' })).toEqual(['denied'])
  expect(sidesOf({ level: 'contacts' })).toEqual(['allowed', 'denied'])
  expect(sidesOf({ level: 'nobody' })).toEqual(['allowed'])
})

test('nobody is allowed and denied at once', () => {
  const changed = withPeople(privacy, 'denied', [2, 3])
  expect(changed.allowed).toEqual([1])
  expect(changed.denied).toEqual([2, 3])
})

test('a number can be looked up by contacts at least', () => {
  expect(levelsOf('addedByPhone')).not.toContain('nobody')
  expect(levelsOf('status')).toContain('nobody')
})
