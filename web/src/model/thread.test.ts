import { expect, test } from 'vitest'
import type { Message } from './message'
import { byNews, GENERAL, isIn, type Thread, threadOf, withLast } from './thread'

const message = (more: Partial<Message>): Message => ({
  id: 20,
  chat: -1e12 - 1,
  sender: 7,
  out: false,
  date: 100,
  text: '',
  entities: [],
  delivery: 'sent',
  ...more,
})

const thread = (more: Partial<Thread>): Thread => ({
  chat: -1e12 - 1,
  top: 5,
  unread: 0,
  mentions: 0,
  readIn: 10,
  readOut: 0,
  ...more,
})

const topic = { title: '', color: 0, closed: false, hidden: false, pinned: false, mine: false }

test('an answer in a forum that names no topic is in the general one', () => {
  expect(threadOf(message({ thread: 9 }), true)).toBe(GENERAL)
  expect(threadOf(message({ thread: 9, topic: true }), true)).toBe(9)
  expect(threadOf(message({ thread: 9 }), false)).toBe(9)
  expect(threadOf(message({ id: 9, service: { kind: 'topicCreated' } }), true)).toBe(9)
})

test('the page of a thread has what began it and what answers it', () => {
  expect(isIn(message({ id: 5 }), 5, false)).toBe(true)
  expect(isIn(message({ thread: 5 }), 5, false)).toBe(true)
  expect(isIn(message({ thread: 6 }), 5, false)).toBe(false)
  expect(isIn(message({}), 0, false)).toBe(true)
})

test('pinned topics stand above, then the one that was spoken in last', () => {
  const quiet = thread({ top: 1, topic, last: message({ date: 1 }) })
  const loud = thread({ top: 2, topic, last: message({ date: 2 }) })
  const pinned = thread({ top: 3, topic: { ...topic, pinned: true } })
  expect([quiet, loud, pinned].sort(byNews).map(({ top }) => top)).toEqual([3, 2, 1])
})

test('what others say counts as unread, once', () => {
  const heard = withLast(thread({}), message({ mentioned: true }))
  expect(heard).toMatchObject({ unread: 1, mentions: 1 })
  expect(withLast(heard, message({}))).toBe(heard)
  expect(withLast(thread({}), message({ out: true })).unread).toBe(0)
})
