import { expect, test } from 'vitest'
import { beginOf, monthBeside, monthOf, weekOf } from './month'

test('a Persian month has its own days, and weeks from Saturday', () => {
  // 1 Farvardin 1405 is Saturday, 21 March 2026; the month has 31 days.
  const month = monthOf(new Date(2026, 3, 5), 'persian')
  expect(month.days[0]?.toDateString()).toBe('Sat Mar 21 2026')
  expect(month.days.length).toBe(31)
  expect(month.before).toBe(0)
  expect(weekOf('persian')[0]?.getDay()).toBe(6)
})

test('the last Persian month is longer in a leap year', () => {
  expect(monthOf(new Date(2025, 2, 1), 'persian').days.length).toBe(30)
  expect(monthOf(new Date(2026, 2, 1), 'persian').days.length).toBe(29)
})

test('months follow each other without a gap', () => {
  let month = monthOf(new Date(2026, 10, 26), 'persian')
  for (let n = 0; n < 30; n++) {
    const before = monthOf(monthBeside(month, -1), 'persian')
    expect(monthBeside(before, 1).getTime()).toBe(month.days[0]?.getTime())
    month = before
  }
})

test('a month as others count it begins its weeks on Monday', () => {
  const month = monthOf(new Date(2026, 10, 26), 'gregory')
  expect(month.days.length).toBe(30)
  expect(month.before).toBe(6)
  expect(beginOf(month.days[0] as Date)).toBe(new Date(2026, 10, 1).getTime() / 1000)
})
