/** Birthdays, and days of the Jalali calendar: the server knows Gregorian days alone. */

/** A Gregorian day; the year is not told by everybody. */
export interface Birthday {
  day: number
  /** From 1. */
  month: number
  year?: number
}

export type Calendar = 'jalali' | 'gregorian'

export const CALENDARS: readonly Calendar[] = ['jalali', 'gregorian']

interface Day {
  day: number
  month: number
  year: number
}

const jalali = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  day: 'numeric',
  month: 'numeric',
  year: 'numeric',
  timeZone: 'UTC',
})

const DAY_MS = 86_400_000
/** Months of the first half year have 31 days, those of the second 30, the last 29 or 30. */
const LONG_MONTHS = 6

function toJalali(at: number): Day {
  const parts = new Map(jalali.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  return {
    day: parts.get('day') ?? 1,
    month: parts.get('month') ?? 1,
    year: parts.get('year') ?? Number.parseInt(jalali.format(at).split('/')[2] ?? '', 10),
  }
}

/** Nowruz is between the 19th and the 22nd of March. */
function fromJalali({ day, month, year }: Day): number {
  const longs = Math.min(month - 1, LONG_MONTHS)
  const before = longs * 31 + (month - 1 - longs) * 30 + day - 1
  const guess = Date.UTC(year + 621, 2, 21) + before * DAY_MS
  const near = [0, -1, 1, -2, 2].map((days) => guess + days * DAY_MS)
  return near.find((at) => same(toJalali(at), { day, month, year })) ?? guess
}

function same(one: Day, other: Day): boolean {
  return one.day === other.day && one.month === other.month && one.year === other.year
}

function gregorian(at: number): Day {
  const date = new Date(at)
  return { day: date.getUTCDate(), month: date.getUTCMonth() + 1, year: date.getUTCFullYear() }
}

/** The year of a calendar that a moment is in: seconds since 1970. */
export function yearAt(seconds: number, calendar: Calendar): number {
  return calendar === 'jalali' ? toJalali(seconds * 1000).year : gregorian(seconds * 1000).year
}

/** How many days a month has; without a year the most that it can have. */
export function daysIn(month: number, year: number | undefined, calendar: Calendar): number {
  if (calendar === 'gregorian') return new Date(Date.UTC(year ?? 2024, month, 0)).getUTCDate()
  if (month <= LONG_MONTHS) return 31
  if (month < 12 || year === undefined) return 30
  return same(toJalali(fromJalali({ day: 30, month, year })), { day: 30, month, year }) ? 30 : 29
}

/**
 * A birthday in another calendar. One without a year is moved as it falls in the year of `now`.
 *
 * @param now seconds since 1970
 */
export function inCalendar(
  { day, month, year }: Birthday,
  from: Calendar,
  to: Calendar,
  now: number,
): Birthday {
  if (from === to) return year === undefined ? { day, month } : { day, month, year }
  const whole = { day, month, year: year ?? yearAt(now, from) }
  const moved =
    from === 'jalali'
      ? gregorian(fromJalali(whole))
      : toJalali(Date.UTC(whole.year, whole.month - 1, whole.day))
  return year === undefined ? { day: moved.day, month: moved.month } : moved
}
