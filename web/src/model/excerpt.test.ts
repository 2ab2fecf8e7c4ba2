import { expect, test } from 'vitest'
import { excerptOf } from './excerpt'

const marked = (text: string, words: string): string =>
  excerptOf(text, words)
    .map((part) => (part.found ? `[${part.text}]` : part.text))
    .join('')

test('words are marked where they begin, in either case', () => {
  expect(marked('Meet me at the Meeting', 'meet')).toBe('[Meet] me at the [Meet]ing')
  expect(marked('a treat to eat', 'eat')).toBe('a treat to [eat]')
})

test('letters and digits that count as the same are marked', () => {
  expect(marked('کتاب علي در سال ۱۴۰۵', 'علی 1405')).toBe('کتاب [علي] در سال [۱۴۰۵]')
})

test('what is far from the beginning is brought near, at the beginning of a word', () => {
  const text = `${'far '.repeat(30)}hoopoe sings`
  expect(marked(text, 'hoopoe')).toBe(`… ${'far '.repeat(6)}[hoopoe] sings`)
  expect(marked('one\ntwo', 'none')).toBe('one two')
})
