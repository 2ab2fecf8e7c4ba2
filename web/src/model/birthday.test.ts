import { expect, test } from 'vitest'
import { daysIn, inCalendar, yearAt } from './birthday'

const NOW = Date.UTC(2026, 10, 26) / 1000

test('a Jalali day is a Gregorian one, and back', () => {
  const days = [
    [
      { day: 1, month: 1, year: 1400 },
      { day: 21, month: 3, year: 2021 },
    ],
    [
      { day: 30, month: 12, year: 1399 },
      { day: 20, month: 3, year: 2021 },
    ],
    [
      { day: 22, month: 11, year: 1357 },
      { day: 11, month: 2, year: 1979 },
    ],
    [
      { day: 31, month: 6, year: 1376 },
      { day: 22, month: 9, year: 1997 },
    ],
  ] as const
  for (const [jalali, gregorian] of days) {
    expect(inCalendar(jalali, 'jalali', 'gregorian', NOW)).toEqual(gregorian)
    expect(inCalendar(gregorian, 'gregorian', 'jalali', NOW)).toEqual(jalali)
  }
})

test('every day of twenty years comes back from the other calendar', () => {
  for (let at = Date.UTC(1990, 0, 1); at < Date.UTC(2010, 0, 1); at += 86_400_000) {
    const date = new Date(at)
    const day = {
      day: date.getUTCDate(),
      month: date.getUTCMonth() + 1,
      year: date.getUTCFullYear(),
    }
    const there = inCalendar(day, 'gregorian', 'jalali', NOW)
    expect(inCalendar(there, 'jalali', 'gregorian', NOW)).toEqual(day)
  }
})

test('a birthday without a year stays without one', () => {
  expect(inCalendar({ day: 1, month: 1 }, 'jalali', 'gregorian', NOW)).toEqual({
    day: 21,
    month: 3,
  })
  expect(inCalendar({ day: 5, month: 5 }, 'jalali', 'jalali', NOW)).toEqual({ day: 5, month: 5 })
})

test('months have the days that they have', () => {
  expect(daysIn(2, 2023, 'gregorian')).toBe(28)
  expect(daysIn(2, undefined, 'gregorian')).toBe(29)
  expect(daysIn(6, 1403, 'jalali')).toBe(31)
  expect(daysIn(12, 1403, 'jalali')).toBe(30)
  expect(daysIn(12, 1402, 'jalali')).toBe(29)
  expect(yearAt(NOW, 'jalali')).toBe(1405)
})
