/** Sizes of files in the language of the page. */

import { locale, t } from './language.svelte'

const STEPS = ['media.bytes', 'media.kilobytes', 'media.megabytes', 'media.gigabytes'] as const

/** A size in the largest unit of which there is at least one. */
export function sizeText(bytes: number): string {
  let value = bytes
  let step = 0
  while (value >= 1000 && step < STEPS.length - 1) {
    value /= 1000
    step++
  }
  const digits = value < 10 && step ? 1 : 0
  const size = new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value)
  return t(STEPS[step] ?? 'media.bytes', { size })
}
