import { expect, test } from 'vitest'
import { hrefOf, linksOf } from './link'

test('only addresses that a browser may open without harm lead anywhere', () => {
  const link = (href: string) => hrefOf({ kind: 'link', offset: 0, length: 1, href }, 'x')
  expect(link('https://hodhod.example')).toBe('https://hodhod.example')
  expect(link('javascript:alert(1)')).toBeUndefined()
  expect(link('data:text/html,x')).toBeUndefined()
  expect(hrefOf({ kind: 'bold', offset: 0, length: 1 }, 'x')).toBeUndefined()
})

test('the pages of a text are listed once', () => {
  const text = 'hodhod.example and https://hodhod.example'
  const url = { kind: 'url', offset: 0, length: 14 } as const
  expect(linksOf(text, [url, { ...url, offset: 19, length: 22 }])).toEqual([
    'https://hodhod.example',
  ])
})
