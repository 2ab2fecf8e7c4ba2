import { describe, expect, test } from 'vitest'
import { parseMarkup, writeMarkup } from './markup'

describe('what is typed is formatted', () => {
  test.each([
    ['**پررنگ** و __کج__', 'پررنگ و کج', ['bold 0 5', 'italic 8 2']],
    ['~~a~~ ||b||', 'a b', ['strike 0 1', 'spoiler 2 1']],
    ['`x ** y`', 'x ** y', ['code 0 6']],
    ['```py\nprint(1)\n```', 'print(1)', ['pre 0 8']],
    ['[here](https://a.example/x)', 'here', ['link 0 4']],
    ['[Sara](tg://user?id=7) hi', 'Sara hi', ['mentionName 0 4']],
    ['**a __b__ c**', 'a b c', ['italic 2 1', 'bold 0 5']],
    ['> one\n> two\nthree', 'one\ntwo\nthree', ['quote 0 7']],
    ['a\n> **b**', 'a\nb', ['bold 2 1', 'quote 2 1']],
  ])('%s', (typed, text, entities) => {
    const made = parseMarkup(typed)
    expect(made.text).toBe(text)
    expect(made.entities.map(({ kind, offset, length }) => `${kind} ${offset} ${length}`)).toEqual(
      entities,
    )
  })

  test.each([
    '2 ** 3 ** 4',
    'snake__ case',
    'a ** b',
    '**',
    '****',
    '[x](javascript:alert(1))',
    'C:\\new',
    'a > b',
    '`',
  ])('%s stays as it is', (typed) => {
    expect(parseMarkup(typed)).toEqual({ text: typed, entities: [] })
  })

  test('a backslash leaves a mark', () => {
    expect(parseMarkup('\\**a\\**')).toEqual({ text: '**a**', entities: [] })
  })
})

test.each([
  '**a** __b__ ~~c~~ ||d|| `e`',
  '**a __b__ c** [d](https://e.example)',
  '```py\nf(1)\n```',
  '> one\n> two\nthree',
  '[Sara](tg://user?id=7) hi',
  '\\**a\\**',
])('what was formatted is written as it was typed: %s', (typed) => {
  const made = parseMarkup(typed)
  expect(parseMarkup(writeMarkup(made))).toEqual(made)
})
