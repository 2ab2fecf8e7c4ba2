import { expect, test } from 'vitest'
import { byOrder, emptyChat, withMessage } from './chat'
import { grouped, jumboEmoji, type Message } from './message'
import { initialsOf } from './peer'

const message = (id: number, change: Partial<Message> = {}): Message => ({
  id,
  chat: 1,
  sender: 1,
  out: false,
  date: 1000 + id,
  text: '',
  entities: [],
  delivery: 'sent',
  ...change,
})

test('what others send counts as unread, once; what one sends oneself does not', () => {
  const first = withMessage(emptyChat(1), message(5))
  expect(first.unread).toBe(1)
  expect(withMessage(first, message(5)).unread).toBe(1)
  expect(withMessage(first, message(6, { out: true })).unread).toBe(1)
  expect(withMessage(first, message(4)).last?.id).toBe(5)
})

test('pinned chats come first in their order, the others by the last word', () => {
  const old = withMessage(emptyChat(1), message(1))
  const fresh = withMessage(emptyChat(2), message(9))
  const pinned = { ...withMessage(emptyChat(3), message(2)), pinned: 2 }
  const top = { ...emptyChat(4), pinned: 1 }
  expect([old, fresh, pinned, top].sort(byOrder).map(({ id }) => id)).toEqual([4, 3, 2, 1])
})

test('words of one person within minutes stand together', () => {
  expect(grouped(message(1), message(2))).toBe(true)
  expect(grouped(message(1), message(2, { sender: 2 }))).toBe(false)
  expect(grouped(message(1), message(2, { date: 5000 }))).toBe(false)
  expect(grouped(undefined, message(1))).toBe(false)
})

test('a few emoji alone are large', () => {
  expect(jumboEmoji('👍')).toBe(1)
  expect(jumboEmoji('👨‍👩‍👧 🇮🇷')).toBe(2)
  expect(jumboEmoji('👍👍👍👍')).toBe(0)
  expect(jumboEmoji('ok 👍')).toBe(0)
  expect(jumboEmoji('12')).toBe(0)
})

test('initials are letters of a name, those of Persian do not join', () => {
  expect(initialsOf('sara karimi')).toBe('SK')
  expect(initialsOf('سارا کریمی')).toBe('س\u200cک')
  expect(initialsOf('🕊 peace')).toBe('🕊P')
  expect(initialsOf('')).toBe('')
})
