/** The languages of the interface: adding one is a line here and a folder of catalogues. */

import type { Catalogue } from './en'
import type { Direction, Language } from './types'

export interface LanguageInfo {
  /** In the language itself. */
  name: string
  direction: Direction
  /** For `Intl`: the calendar and digits that go with it. */
  locale: string
  load(): Promise<Catalogue>
}

export const LANGUAGES: Record<Language, LanguageInfo> = {
  fa: {
    name: 'فارسی',
    direction: 'rtl',
    locale: 'fa-IR-u-ca-persian-nu-arabext',
    load: async () => (await import('./fa')).fa,
  },
  en: {
    name: 'English',
    direction: 'ltr',
    locale: 'en-GB',
    load: async () => (await import('./en')).en,
  },
}

export function isLanguage(text: string): text is Language {
  return text in LANGUAGES
}

/** The first language of the browser that there is a catalogue for; Persian if there is none. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const short = tag.split('-')[0]?.toLowerCase() ?? ''
    if (isLanguage(short)) return short
  }
  return 'fa'
}
