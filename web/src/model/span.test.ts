import { expect, test } from 'vitest'
import { spanOf } from './span'

test('a time is told in the largest unit that holds it whole', () => {
  expect(spanOf(7 * 86_400)).toEqual({ n: 7, unit: 'days' })
  expect(spanOf(36 * 3_600)).toEqual({ n: 36, unit: 'hours' })
  expect(spanOf(90)).toEqual({ n: 90, unit: 'seconds' })
  expect(spanOf(0)).toEqual({ n: 0, unit: 'seconds' })
})
