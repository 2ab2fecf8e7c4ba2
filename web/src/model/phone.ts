/** Phone numbers while they are typed. The server has the last word on what a number is. */

import { digitsOf, latinDigits } from './digits'

export interface Country {
  /** ISO 3166, two letters. */
  iso: string
  callingCode: string
  /** Groups of digits of a usual number: `XXX XXX XXXX`. */
  pattern: string
  /** What follows the code where several countries share it. */
  prefixes: string[]
}

export interface Typed {
  country: Country | undefined
  /** The number without the country's code; all of it if no country has such a code. */
  national: string
}

/**
 * Reads what was typed or pasted: `+98…`, `0098…`, `0912…` or `912…`, in any digits.
 *
 * With a plus or two zeros the country is read from it, else it stays `current`.
 */
export function readPhone(text: string, current: Country | undefined, all: Country[]): Typed {
  const latin = latinDigits(text).trim()
  const digits = digitsOf(latin)
  const international = latin.startsWith('+')
    ? digits
    : latin.startsWith('00')
      ? digits.slice(2)
      : ''
  if (international) {
    const country = countryOf(international, all)
    return { country, national: international.slice(country?.callingCode.length ?? 0) }
  }
  return { country: current, national: digits.replace(/^0+/, '') }
}

/** The country whose code a number begins with, the longest that fits. */
export function countryOf(digits: string, all: Country[]): Country | undefined {
  let best: Country | undefined
  let length = 0
  for (const country of all) {
    const starts = country.prefixes.length ? country.prefixes : ['']
    for (const start of starts) {
      const whole = country.callingCode + start
      if (digits.startsWith(whole) && whole.length > length) {
        best = country
        length = whole.length
      }
    }
  }
  return best
}

/** Groups digits as people of a country write them; what is left over follows. */
export function groupPhone(national: string, pattern: string): string {
  let shown = ''
  let next = 0
  for (const place of pattern) {
    if (next >= national.length) return shown.trimEnd()
    shown += place === 'X' ? national[next++] : place
  }
  return next < national.length ? `${shown} ${national.slice(next)}`.trim() : shown
}
