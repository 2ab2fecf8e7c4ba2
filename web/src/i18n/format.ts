/** Texts, numbers and times as a language writes them. Plain functions: `state/` has them for the page. */

import type { Entry } from './types'

export type Values = Record<string, string | number>

/** Fills `{name}` places; numbers get the digits of the language. */
export function fill(entry: Entry, values: Values, locale: string): string {
  let text: string
  if (typeof entry === 'string') text = entry
  else text = entry[new Intl.PluralRules(locale).select(Number(values.n ?? 0))] ?? entry.other
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? number(value, locale) : value
  })
}

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function once<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const found = made.get(key) as T | undefined
  if (found) return found
  const fresh = make()
  made.set(key, fresh)
  return fresh
}

export function number(value: number, locale: string): string {
  return once(`n${locale}`, () => new Intl.NumberFormat(locale)).format(value)
}

/** Short for counters: 1.2K, ۱٫۲ هزار. */
export function shortNumber(value: number, locale: string): string {
  return once(
    `s${locale}`,
    () => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }),
  ).format(value)
}

function dates(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(JSON.stringify([locale, options]), () => new Intl.DateTimeFormat(locale, options))
}

/** Hour and minute. Times are seconds since 1970. */
export function clock(at: number, locale: string): string {
  return dates(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at * 1000)
}

export type Day = { kind: 'today' | 'yesterday' } | { kind: 'date'; text: string }

/** A day as a separator names it; the year only if it is another one. */
export function day(at: number, now: number, locale: string): Day {
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000)
  if (days === 0) return { kind: 'today' }
  if (days === 1) return { kind: 'yesterday' }
  const year = dates(locale, { year: 'numeric' })
  const thisYear = year.format(at * 1000) === year.format(now * 1000)
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long' }
  if (!thisYear) options.year = 'numeric'
  return { kind: 'date', text: dates(locale, options).format(at * 1000) }
}

/** When something was, as short as a line of a list allows: time, weekday, or date. */
export function brief(at: number, now: number, locale: string): string {
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000)
  if (days <= 0) return clock(at, locale)
  if (days < 7) return dates(locale, { weekday: 'short' }).format(at * 1000)
  return dates(locale, { year: '2-digit', month: '2-digit', day: '2-digit' }).format(at * 1000)
}

/** A day with its weekday. */
export function fullDay(at: number, locale: string): string {
  return dates(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(at * 1000)
}

export function fullTime(at: number, locale: string): string {
  return dates(locale, { dateStyle: 'full', timeStyle: 'short' }).format(at * 1000)
}

/** Which calendar a language counts by. */
export function calendar(locale: string): 'persian' | 'gregory' {
  const { calendar: name } = dates(locale, { day: 'numeric' }).resolvedOptions()
  return name === 'persian' ? 'persian' : 'gregory'
}

export function dayNumber(day: Date, locale: string): string {
  return dates(locale, { day: 'numeric' }).format(day)
}

export function longDay(day: Date, locale: string): string {
  return dates(locale, { dateStyle: 'full' }).format(day)
}

export function monthName(day: Date, locale: string): string {
  const month = dates(locale, { month: 'long' }).format(day)
  const parts = dates(locale, { year: 'numeric' }).formatToParts(day)
  return `${month} ${parts.find(({ type }) => type === 'year')?.value ?? ''}`
}

/** One letter. */
export function weekdayName(day: Date, locale: string): string {
  return dates(locale, { weekday: 'narrow' }).format(day)
}

function midnight(at: number): number {
  return new Date(at * 1000).setHours(0, 0, 0, 0)
}

/** A day of birth as the calendar of the language has it. The year may be kept to oneself. */
export function birthday(
  { day, month, year }: { day: number; month: number; year?: number },
  locale: string,
): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', timeZone: 'UTC' }
  if (year) options.year = 'numeric'
  return dates(locale, options).format(Date.UTC(year ?? 2000, month - 1, day))
}
