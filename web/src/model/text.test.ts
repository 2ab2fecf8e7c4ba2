import { expect, test } from 'vitest'
import type { Entity } from './message'
import { blocksOf, directionOf, keptEntities, paragraphsOf } from './text'

test('a plain text is a piece a paragraph', () => {
  expect(paragraphsOf('a\n\nb', []).map((one) => one.map((piece) => piece.text))).toEqual([
    ['a'],
    [],
    ['b'],
  ])
})

test('formatting that overlaps is cut where it changes, across paragraphs too', () => {
  const cut = paragraphsOf('abcd\nef', [
    { kind: 'bold', offset: 1, length: 2 },
    { kind: 'italic', offset: 2, length: 5 },
  ])
  const shown = cut.map((one) =>
    one.map((piece) => [piece.text, piece.entities.map(({ kind }) => kind)]),
  )
  expect(shown).toEqual([
    [
      ['a', []],
      ['b', ['bold']],
      ['c', ['bold', 'italic']],
      ['d', ['italic']],
    ],
    [['ef', ['italic']]],
  ])
})

test('offsets outside of the text change nothing', () => {
  expect(paragraphsOf('ab', [{ kind: 'bold', offset: 7, length: 9 }])).toEqual([
    [{ text: 'ab', entities: [] }],
  ])
})

test('the first letter says which way a paragraph goes', () => {
  expect(directionOf('۱۲: سلام hello')).toBe('rtl')
  expect(directionOf('- hello سلام')).toBe('ltr')
  expect(directionOf('12:30 👍')).toBeUndefined()
})

test('formatting beside a change stays, formatting inside of it goes', () => {
  const entities: Entity[] = [
    { kind: 'bold', offset: 0, length: 2 },
    { kind: 'italic', offset: 3, length: 2 },
    { kind: 'code', offset: 6, length: 2 },
  ]
  expect(keptEntities('ab cd ef', 'ab XYZ ef', entities)).toEqual([
    { kind: 'bold', offset: 0, length: 2 },
    { kind: 'code', offset: 7, length: 2 },
  ])
})

test('code and quotes are blocks of their own, and formatting keeps its place', () => {
  const text = 'see\nlet x\nx = 1\nand bold'
  const blocks = blocksOf(text, [
    { kind: 'pre', offset: 4, length: 11, language: 'js' },
    { kind: 'bold', offset: 20, length: 4 },
  ])
  expect(blocks.map(({ kind, text: part, language }) => [kind, part, language])).toEqual([
    ['text', 'see', undefined],
    ['pre', 'let x\nx = 1', 'js'],
    ['text', 'and bold', undefined],
  ])
  expect(blocks[2]?.paragraphs[0]?.[1]?.text).toBe('bold')
  expect(blocksOf('', [])).toHaveLength(1)
})
