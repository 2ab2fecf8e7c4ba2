import { expect, test } from 'vitest'
import { actOf, besides, type Pressed } from './key'

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

test('a question mark of either script opens the sheet, except where one writes', () => {
  for (const mark of ['?', '؟']) {
    expect(actOf(press(mark, { shiftKey: true }), false)).toBe('sheet')
    expect(actOf(press(mark, { shiftKey: true }), true)).toBeUndefined()
  }
  expect(actOf(press('/', { code: 'Slash', ctrlKey: true }), true)).toBe('sheet')
})

test('letters count by their place, with the command key of either system', () => {
  expect(actOf(press('ن', { code: 'KeyK', ctrlKey: true }), true)).toBe('search')
  expect(actOf(press('k', { code: 'KeyK', metaKey: true }), true)).toBe('search')
  expect(actOf(press('k', { code: 'KeyK' }), false)).toBeUndefined()
  expect(actOf(press('k', { code: 'KeyK', ctrlKey: true, altKey: true }), false)).toBeUndefined()
})

test('arrows lead to other chats only with Alt alone', () => {
  expect(actOf(press('ArrowUp', { altKey: true }), true)).toBe('above')
  expect(actOf(press('ArrowDown', { altKey: true }), true)).toBe('below')
  expect(actOf(press('ArrowDown', { altKey: true, shiftKey: true }), true)).toBeUndefined()
  expect(actOf(press('ArrowDown'), true)).toBeUndefined()
  expect(actOf(press('Escape'), true)).toBe('out')
})

test('a neighbour is beside what is open, and nowhere beyond the ends', () => {
  expect(besides([1, 2, 3], 2, 1)).toBe(3)
  expect(besides([1, 2, 3], 2, -1)).toBe(1)
  expect(besides([1, 2, 3], 3, 1)).toBeUndefined()
  expect(besides([1, 2, 3], 1, -1)).toBeUndefined()
  expect(besides([1, 2, 3], undefined, 1)).toBe(1)
  expect(besides([], 1, 1)).toBeUndefined()
})
