import { expect, test } from 'vitest'
import { grown, type Piece } from './piece'

const piece: Piece = { chat: 1, from: 10, to: 20, oldest: false }

test('the end of a history is the first piece', () => {
  const read = { from: 5, to: 9, oldest: true, newest: true }
  expect(grown(undefined, 1, read)).toEqual({ chat: 1, from: 5, to: 9, oldest: true })
  expect(grown(undefined, 1, { ...read, newest: false })).toBeUndefined()
})

test('what touches a piece makes it grow', () => {
  expect(grown(piece, 1, { from: 2, to: 10, oldest: true, newest: false })).toEqual({
    chat: 1,
    from: 2,
    to: 20,
    oldest: true,
  })
  expect(grown(piece, 1, { from: 15, to: 25, oldest: false, newest: true })?.to).toBe(25)
})

test('the end takes the place of a piece that it does not touch', () => {
  const read = { from: 30, to: 40, oldest: false, newest: true }
  expect(grown(piece, 1, read)).toEqual({ chat: 1, from: 30, to: 40, oldest: false })
})

test('what lies apart changes nothing', () => {
  expect(grown(piece, 1, { from: 1, to: 5, oldest: true, newest: false })).toBe(piece)
})
