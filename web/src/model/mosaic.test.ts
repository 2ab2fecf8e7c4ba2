import { expect, test } from 'vitest'
import { mosaic } from './mosaic'

const rows = (...ratios: number[]) => mosaic(ratios).map(({ from, to }) => [from, to])

test('two wide pictures stand one over the other, two high ones side by side', () => {
  expect(rows(1.8, 1.8)).toEqual([
    [0, 1],
    [1, 2],
  ])
  expect(rows(0.6, 0.6)).toEqual([[0, 2]])
})

test('each picture has its place, in order, in rows of at most four', () => {
  for (let count = 2; count <= 10; count++) {
    const laid = mosaic(Array.from({ length: count }, (_, at) => 0.6 + (at % 3) * 0.5))
    expect(laid[0]?.from).toBe(0)
    expect(laid.at(-1)?.to).toBe(count)
    for (const [at, { from, to, ratio }] of laid.entries()) {
      expect(from).toBe(at ? laid[at - 1]?.to : 0)
      expect(to - from).toBeLessThanOrEqual(4)
      expect(ratio).toBeGreaterThanOrEqual(0.7)
      expect(ratio).toBeLessThanOrEqual(4.5)
    }
  }
})
