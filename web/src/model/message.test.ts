import { expect, test } from 'vitest'
import { deletable, type Message, mayEdit } from './message'

const message: Message = {
  id: 1,
  chat: 7,
  sender: 5,
  out: true,
  date: 1000,
  text: 'hello',
  entities: [],
  delivery: 'sent',
}

test('one edits what one wrote, for two days', () => {
  expect(mayEdit(message, 1000)).toBe(true)
  expect(mayEdit(message, 1000 + 48 * 3600)).toBe(false)
  expect(mayEdit({ ...message, out: false }, 1000)).toBe(false)
  expect(mayEdit({ ...message, delivery: 'sending' }, 1000)).toBe(false)
  expect(mayEdit({ ...message, forwardedFrom: { date: 1 } }, 1000)).toBe(false)
})

test('what is deleted for all depends on the chat', () => {
  expect(deletable(message, 5)).toEqual({ forMe: true, forAll: true })
  expect(deletable({ ...message, chat: 5 }, 5)).toEqual({ forMe: true, forAll: false })
  expect(deletable({ ...message, chat: -3, out: false }, 5)).toEqual({ forMe: true, forAll: false })
  expect(deletable({ ...message, chat: -1e12 - 4 }, 5)).toEqual({ forMe: false, forAll: true })
})
