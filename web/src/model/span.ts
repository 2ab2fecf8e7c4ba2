/** A length of time in the largest unit that holds it whole. */

const UNITS = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
] as const

export interface Span {
  n: number
  unit: 'days' | 'hours' | 'minutes' | 'seconds'
}

export function spanOf(seconds: number): Span {
  for (const [unit, size] of UNITS) {
    if (seconds >= size && seconds % size === 0) return { n: seconds / size, unit }
  }
  return { n: seconds, unit: 'seconds' }
}
