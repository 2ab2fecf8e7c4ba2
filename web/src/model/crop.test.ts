import { expect, test } from 'vitest'
import { middle, moved, zoomed } from './crop'

test('a picture begins with its largest square, in the middle', () => {
  expect(middle(800, 600)).toEqual({ x: 100, y: 0, side: 600 })
  expect(middle(300, 900)).toEqual({ x: 0, y: 300, side: 300 })
})

test('the square stays inside the picture', () => {
  const start = middle(800, 600)
  expect(moved(start, 800, 600, 5, 5)).toEqual({ x: 200, y: 0, side: 600 })
  expect(moved(start, 800, 600, -5, 0)).toEqual({ x: 0, y: 0, side: 600 })
})

test('coming closer keeps the middle, going back stays inside', () => {
  const close = zoomed(middle(800, 600), 800, 600, 2)
  expect(close).toEqual({ x: 250, y: 150, side: 300 })
  const corner = moved(close, 800, 600, -9, -9)
  expect(corner).toEqual({ x: 0, y: 0, side: 300 })
  expect(zoomed(corner, 800, 600, 1)).toEqual({ x: 0, y: 0, side: 600 })
  expect(zoomed(close, 800, 600, 100).side).toBe(150)
})
