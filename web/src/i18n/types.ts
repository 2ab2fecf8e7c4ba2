/** What a catalogue is made of. English is the one that says which keys there are. */

/** A text; or one for each plural category of the language, `other` always. `{n}` is the number. */
export type Entry = string | Plural
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

/** The same keys in another language: one that is missing is an error of types. */
export type Translated<T extends Record<string, Entry>> = {
  readonly [K in keyof T]: T[K] extends string ? string : Plural
}

export type Language = 'fa' | 'en'
export type Direction = 'rtl' | 'ltr'
