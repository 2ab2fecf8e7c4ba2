import { expect, test } from 'vitest'
import { moved, swipeOf, WHOLE, zoomedAt } from './zoom'

test('what is under the finger stays there', () => {
  const close = zoomedAt(WHOLE, 2, 100, 50)
  expect(close).toEqual({ scale: 2, x: -100, y: -50 })
  expect(zoomedAt(close, 0.5, 100, 50)).toEqual(WHOLE)
  expect(zoomedAt(WHOLE, 100, 0, 0).scale).toBe(8)
})

test('a picture cannot be moved out of the window', () => {
  expect(moved({ scale: 2, x: 0, y: 0 }, 900, -20, 400, 300)).toEqual({ scale: 2, x: 200, y: -20 })
  expect(moved(WHOLE, 50, 50, 400, 300)).toEqual({ scale: 1, x: 0, y: 0 })
})

test('a swipe turns the page with the direction of the language, or closes', () => {
  expect(swipeOf(-100, 10, false)).toBe('next')
  expect(swipeOf(-100, 10, true)).toBe('previous')
  expect(swipeOf(100, 0, true)).toBe('next')
  expect(swipeOf(10, 120, false)).toBe('close')
  expect(swipeOf(20, 10, false)).toBeUndefined()
})
