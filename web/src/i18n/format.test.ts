import { expect, test } from 'vitest'
import { en } from './en'
import { fa } from './fa'
import { brief, clock, day, fill, number } from './format'
import { LANGUAGES, languageOf } from './language'

const FA = LANGUAGES.fa.locale
const EN = LANGUAGES.en.locale
const noon = new Date(2026, 2, 21, 12, 5).getTime() / 1000

test('numbers have the digits of the language', () => {
  expect(number(1234, FA)).toBe('۱٬۲۳۴')
  expect(fill(fa['chats.unread'], { n: 3 }, FA)).toBe('۳ پیام نخوانده')
  expect(fill(en['chats.unread'], { n: 1 }, EN)).toBe('1 unread message')
  expect(fill(en['chats.unread'], { n: 2 }, EN)).toBe('2 unread messages')
})

test('Persian days are of the Jalali calendar', () => {
  const later = noon + 200 * 86_400
  expect(day(noon, later, FA)).toEqual({ kind: 'date', text: '۱ فروردین' })
  expect(day(noon, later, EN)).toEqual({ kind: 'date', text: '21 March' })
  expect(clock(noon, FA)).toBe('۱۲:۰۵')
})

test('a day that was is today, yesterday, or a date with its year if that is another', () => {
  expect(day(noon, noon + 3600, EN).kind).toBe('today')
  expect(day(noon, noon + 86_400, EN).kind).toBe('yesterday')
  expect(day(noon, noon + 400 * 86_400, EN)).toEqual({ kind: 'date', text: '21 March 2026' })
  expect(brief(noon, noon + 60, EN)).toBe('12:05')
})

test('both catalogues have the same places to fill', () => {
  const places = (entry: unknown) =>
    [...new Set(JSON.stringify(entry).match(/\{\w+\}/g) ?? [])].sort()
  for (const [key, entry] of Object.entries(en)) {
    expect(places(fa[key as keyof typeof fa]), key).toEqual(places(entry))
  }
})

test('the language of the browser is used if there is one', () => {
  expect(languageOf(['de-DE', 'en-US', 'fa'])).toBe('en')
  expect(languageOf(['fa-AF'])).toBe('fa')
  expect(languageOf(['de'])).toBe('fa')
})
