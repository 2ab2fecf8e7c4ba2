import { expect, test } from 'vitest'
import { mayRetract, mayVote, type Poll, percents, showsResults, withChange } from './poll'

const option = (key: string, voters = 0, chosen = false) => ({
  key,
  text: key,
  entities: [],
  voters,
  chosen,
  correct: false,
})
const poll: Poll = {
  kind: 'poll',
  id: '1',
  question: '?',
  entities: [],
  options: [option('a'), option('b')],
  closed: false,
  named: true,
  multiple: false,
  quiz: false,
  final: false,
  hidden: false,
  total: 0,
  recent: [],
}

test('shares of one choice each make a hundred together', () => {
  expect(percents([1, 1, 1], 3)).toEqual([34, 33, 33])
  expect(percents([2, 1], 3)).toEqual([67, 33])
  expect(percents([0, 0], 0)).toEqual([0, 0])
})

test('shares of many choices each stand for themselves', () => {
  expect(percents([3, 3], 3)).toEqual([100, 100])
})

test('what others chose does not change what oneself chose', () => {
  const mine = withChange(poll, {
    id: '1',
    partial: false,
    total: 1,
    choices: [{ key: 'a', voters: 1, chosen: true, correct: false }],
  })
  expect(mine.options[0]?.chosen).toBe(true)
  const theirs = withChange(mine, {
    id: '1',
    partial: true,
    total: 2,
    choices: [
      { key: 'a', voters: 1, chosen: false, correct: false },
      { key: 'b', voters: 1, chosen: false, correct: false },
    ],
  })
  expect(theirs.options.map(({ voters, chosen }) => [voters, chosen])).toEqual([
    [1, true],
    [1, false],
  ])
})

test('a vote that was taken back leaves nothing that one may know of', () => {
  const mine = { ...poll, total: 1, options: [option('a', 1, true), option('b')] }
  const now = withChange(mine, { id: '1', partial: false, total: 0 })
  expect(now.options).toEqual(poll.options)
  expect(now.total).toBe(0)
})

test('results are shown to those who voted, and votes are taken back unless they stay', () => {
  expect(showsResults(poll)).toBe(false)
  expect(mayVote(poll)).toBe(true)
  const mine = { ...poll, options: [option('a', 1, true), option('b')] }
  expect(showsResults(mine)).toBe(true)
  expect(showsResults({ ...mine, hidden: true })).toBe(false)
  expect(mayRetract(mine)).toBe(true)
  expect(mayRetract({ ...mine, quiz: true })).toBe(false)
  expect(mayVote({ ...poll, closed: true })).toBe(false)
})
