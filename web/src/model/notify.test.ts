import { expect, test } from 'vitest'
import { emptyChat } from './chat'
import type { Message } from './message'
import { isTold } from './notify'

const message: Message = {
  id: 7,
  chat: 5,
  sender: 5,
  out: false,
  date: 0,
  text: 'hello',
  entities: [],
  delivery: 'sent',
}
const chat = emptyChat(5)

test('one is told of what others write, unless one sees it or wants to hear nothing', () => {
  expect(isTold(message, chat, false)).toBe(true)
  expect(isTold(message, chat, true)).toBe(false)
  expect(isTold({ ...message, out: true }, chat, false)).toBe(false)
  expect(isTold({ ...message, silent: true }, chat, false)).toBe(false)
  expect(isTold(message, { ...chat, readIn: 7 }, false)).toBe(false)
  expect(isTold(message, { ...chat, archived: true }, false)).toBe(false)
})

test('a muted chat tells of mentions alone', () => {
  expect(isTold(message, { ...chat, muted: true }, false)).toBe(false)
  expect(isTold({ ...message, mentioned: true }, { ...chat, muted: true }, false)).toBe(true)
})
