import { expect, test } from 'vitest'
import { changeOf, type Plot, plotOf, topOf } from './statistics'

const json = JSON.stringify({
  columns: [
    ['x', 86_400_000, 172_800_000],
    ['y0', 3, 5],
    ['y1', 1, 0],
  ],
  types: { x: 'x', y0: 'line', y1: 'line' },
  names: { y0: 'Joined', y1: 'Left' },
})

test('columns of the API are lines over days', () => {
  expect(plotOf('coming', json)).toEqual({
    name: 'coming',
    form: 'line',
    days: [86_400, 172_800],
    lines: [
      { name: 'Joined', values: [3, 5] },
      { name: 'Left', values: [1, 0] },
    ],
  })
})

test('what is no graph is none', () => {
  expect(plotOf('growth', 'x')).toBeUndefined()
  expect(plotOf('growth', '{"columns":[],"types":{},"names":{}}')).toBeUndefined()
  expect(plotOf('growth', json.replace('3,5', '"3",5').replace('1,0', 'null,0'))).toBeUndefined()
})

test('a plot ends at a round number', () => {
  const plot = (...values: number[]): Plot => ({
    name: 'growth',
    form: 'line',
    days: [],
    lines: [{ name: 'Members', values }],
  })
  expect([0, 7, 10, 12, 480].map((value) => topOf(plot(value)))).toEqual([1, 10, 10, 20, 500])
})

test('a change is told in hundredths of what was before', () => {
  expect(changeOf({ name: 'followers', now: 150, before: 100 })).toBe(50)
  expect(changeOf({ name: 'followers', now: 5, before: 0 })).toBeUndefined()
})
