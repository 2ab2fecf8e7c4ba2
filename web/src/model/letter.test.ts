import { expect, test } from 'vitest'
import { type Letter, without } from './letter'
import type { Message } from './message'

const message = (random: string): Message => ({
  id: 0,
  chat: 1,
  sender: 2,
  out: true,
  date: 0,
  text: '',
  entities: [],
  random,
  delivery: 'sending',
})

test('what is left of an album goes on without what was given up', () => {
  const album: Letter = { id: '1', chat: 1, messages: [message('1'), message('2')], order: 1 }
  const left = without(album, '1')
  expect(left?.id).toBe('1')
  expect(left?.messages.map(({ random }) => random)).toEqual(['2'])
  expect(left && without(left, '2')).toBeUndefined()
})
