import { expect, test } from 'vitest'
import { captioned, rowsOf } from './album'
import type { Message } from './message'

const message = (id: number, album?: string, text = ''): Message => ({
  id,
  chat: 1,
  sender: 1,
  out: false,
  date: id,
  text,
  entities: [],
  delivery: 'sent',
  ...(album ? { album } : {}),
})

test('what is of one album stands together', () => {
  const all = [message(1), message(2, 'a'), message(3, 'a'), message(4, 'b'), message(5)]
  const ids = rowsOf(all).map(({ album }) => album.map(({ id }) => id))
  expect(ids).toEqual([[1], [2, 3], [4], [5]])
})

test('one caption is that of the album, several are those of its pictures', () => {
  expect(captioned([message(1, 'a'), message(2, 'a', 'hi')])?.id).toBe(2)
  expect(captioned([message(1, 'a', 'hi'), message(2, 'a', 'ho')])).toBeUndefined()
  expect(captioned([message(1)])?.id).toBe(1)
})
