import { expect, test } from 'vitest'
import { askedIn } from './offer'

test('a bot is asked by its name, a space and perhaps words', () => {
  expect(askedIn('@film_bot کتاب خوب')).toEqual({ name: 'film_bot', words: 'کتاب خوب' })
  expect(askedIn('@film_bot ')).toEqual({ name: 'film_bot', words: '' })
  expect(askedIn('@film_bot a\nb')).toEqual({ name: 'film_bot', words: 'a\nb' })
})

test('nothing else is taken for that', () => {
  for (const text of ['', '@film_bot', 'hello @film_bot x', '@1bot x', '@ab x', 'film_bot x']) {
    expect(askedIn(text)).toBeUndefined()
  }
})
