/** What somebody chose for this browser: language, theme, size of text, notifications. Kept in its local storage. */

import { isLanguage, languageOf } from '../i18n/language'
import type { Language } from '../i18n/types'

export type Theme = 'system' | 'light' | 'dark'

export const TEXT_SIZES: readonly number[] = [0.875, 1, 1.125, 1.25, 1.5]

interface Stored {
  language: Language
  theme: Theme
  textSize: number
  /** Whether new messages are told by the browser, and with their words. */
  notify: boolean
  preview: boolean
}

const KEY = 'hodhod.settings'

function read(): Stored {
  const chosen: Stored = {
    language: languageOf(navigator.languages),
    theme: 'system',
    textSize: 1,
    notify: false,
    preview: true,
  }
  try {
    const stored: Partial<Stored> = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (stored.language && isLanguage(stored.language)) chosen.language = stored.language
    if (stored.theme) chosen.theme = stored.theme
    if (TEXT_SIZES.includes(stored.textSize ?? 0)) chosen.textSize = stored.textSize ?? 1
    chosen.notify = stored.notify === true
    chosen.preview = stored.preview !== false
  } catch {
    // Not readable: as if nothing had been chosen.
  }
  return chosen
}

export const settings = $state(read())

export function choose(change: Partial<Stored>): void {
  Object.assign(settings, change)
  localStorage.setItem(KEY, JSON.stringify(settings))
}
