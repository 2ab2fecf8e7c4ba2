import { expect, test } from 'vitest'
import type { Message } from './message'
import { mayPin } from './pin'

test('people pin where they may', () => {
  const message = { id: 1, delivery: 'sent' } as Message
  expect(mayPin(message, { kind: 'user' })).toBe(true)
  expect(mayPin(message, { kind: 'group', standing: { denied: ['pinMessages'] } })).toBe(false)
  expect(mayPin(message, { kind: 'supergroup', standing: { duties: ['pinMessages'] } })).toBe(true)
  expect(mayPin(message, { kind: 'channel', standing: { duties: ['editMessages'] } })).toBe(true)
  expect(mayPin(message, { kind: 'channel', standing: { duties: ['postMessages'] } })).toBe(false)
  expect(mayPin({ ...message, service: { kind: 'photo' } }, { kind: 'user' })).toBe(false)
})
