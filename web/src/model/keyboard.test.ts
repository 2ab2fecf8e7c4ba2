import { expect, test } from 'vitest'
import { type Keys, keysAt } from './keyboard'

const keys: Keys = { rows: [[{ kind: 'say', text: 'yes' }]], once: false }

test('the last keyboard of a chat holds until another takes its place', () => {
  const shown = { id: 1, out: false, keys }
  expect(keysAt([])).toBeUndefined()
  expect(keysAt([shown, { id: 2, out: true }])).toBe(keys)
  expect(keysAt([shown, { id: 2, out: false }])).toBe(keys)
  expect(keysAt([shown, { id: 2, out: false, keys: { rows: [], once: false } }])).toBeUndefined()
})

test('a keyboard for once goes when something was said', () => {
  const once = { id: 1, out: false, keys: { ...keys, once: true } }
  expect(keysAt([once])).toBe(once.keys)
  expect(keysAt([once, { id: 0, out: true }])).toBeUndefined()
})
