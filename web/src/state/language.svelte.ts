/** The language in use: texts, numbers and times for components. */

import type { Catalogue, Key } from '../i18n/en'
import * as format from '../i18n/format'
import { LANGUAGES } from '../i18n/language'
import type { Language } from '../i18n/types'
import type { Failure } from '../model/failure'
import { now } from './now.svelte'

let catalogue = $state.raw<Catalogue>()
let current = $state<Language>('fa')

/** Loads a catalogue, then turns the page to it. */
export async function useLanguage(language: Language): Promise<void> {
  catalogue = await LANGUAGES[language].load()
  current = language
  document.documentElement.lang = language
  document.documentElement.dir = LANGUAGES[language].direction
  document.title = t('app.name')
}

export function language(): Language {
  return current
}

export function locale(): string {
  return LANGUAGES[current].locale
}

export function t(key: Key, values: format.Values = {}): string {
  const entry = catalogue?.[key]
  return entry === undefined ? '' : format.fill(entry, values, locale())
}

export const clock = (at: number): string => format.clock(at, locale())
export const brief = (at: number): string => format.brief(at, now(), locale())
export const fullDay = (at: number): string => format.fullDay(at, locale())
export const fullTime = (at: number): string => format.fullTime(at, locale())
export const number = (value: number): string => format.number(value, locale())
export const birthday = (date: Parameters<typeof format.birthday>[0]): string =>
  format.birthday(date, locale())
export const calendar = (): 'persian' | 'gregory' => format.calendar(locale())
export const dayOf = (day: Date): string => format.dayNumber(day, locale())
export const longDay = (day: Date): string => format.longDay(day, locale())
export const monthName = (day: Date): string => format.monthName(day, locale())
export const weekdayName = (day: Date): string => format.weekdayName(day, locale())
export const shortNumber = (value: number): string => format.shortNumber(value, locale())

/** A text with its digits as the language writes them; for what is no number, such as phones. */
export function inDigits(text: string): string {
  return text.replace(/\d/g, (digit) => number(Number(digit)))
}

export function dayName(at: number): string {
  const day = format.day(at, now(), locale())
  return day.kind === 'date' ? day.text : t(`chat.${day.kind}`)
}

/** Minutes and seconds to wait. */
export function duration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return inDigits(`${Math.floor(seconds / 60)}:${two(seconds % 60)}`)
}

/** Why something did not happen, in plain words. */
export function reasonOf({ code, reason, seconds }: Failure): string {
  if (reason === 'FLOOD_WAIT') return t('errors.FLOOD_WAIT', { time: duration(seconds) })
  const key = `errors.${reason}`
  if (catalogue && key in catalogue) return t(key as Key)
  return code === 0 ? t('errors.network') : t('errors.other', { reason })
}
