import { expect, test } from 'vitest'
import type { Message } from './message'
import { MOST_SELECTED, toggled, wordsToCopy } from './selection'

const message = (id: number, more: Partial<Message> = {}): Message => ({
  id,
  chat: 1,
  sender: 1,
  out: false,
  date: 0,
  text: `text ${id}`,
  entities: [],
  delivery: 'sent',
  ...more,
})

test('messages join what is chosen, and leave it when all of them were in', () => {
  expect(toggled([], [message(1), message(2)])).toEqual(new Set([1, 2]))
  expect(toggled([1], [message(1), message(2)])).toEqual(new Set([1, 2]))
  expect(toggled([1, 2, 3], [message(1), message(2)])).toEqual(new Set([3]))
})

test('lines of service and what is on its way are not chosen', () => {
  const service = message(4, { service: { kind: 'joined' } })
  expect(toggled([9], [message(0), service])).toEqual(new Set([9]))
})

test('there are never more than the server takes, and some may always leave', () => {
  const full = Array.from({ length: MOST_SELECTED }, (_, at) => at + 1)
  expect(toggled(full, [message(500)])).toBeUndefined()
  expect(toggled(full, [message(1)])?.size).toBe(MOST_SELECTED - 1)
})

test('the words of one are copied alone, those of several below their heads', () => {
  const head = ({ id }: Message) => `head ${id}`
  expect(wordsToCopy([message(1)], head)).toBe('text 1')
  expect(wordsToCopy([message(1), message(2, { text: '' }), message(3)], head)).toBe(
    'head 1\ntext 1\n\nhead 3\ntext 3',
  )
  expect(wordsToCopy([message(1, { text: '' })], head)).toBe('')
})
