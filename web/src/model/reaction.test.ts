import { expect, test } from 'vitest'
import { asIfReacted, type Reactions, toggled, withReactions } from './reaction'

const known: Reactions = {
  counts: [
    { key: '👍', count: 2, chosen: true },
    { key: '🔥', count: 1, chosen: false },
  ],
  recent: [{ peer: 7, key: '👍' }],
  named: true,
  unseen: false,
}

test('a reaction pressed again is taken back, another one takes its place', () => {
  expect(toggled(['👍'], '👍')).toEqual([])
  expect(toggled(['👍'], '🔥')).toEqual(['🔥'])
  expect(toggled(['👍'], '🔥', 3)).toEqual(['👍', '🔥'])
})

test('a message shows a reaction before the server has said so', () => {
  const after = asIfReacted(known, ['🔥'], 7)
  expect(after.counts).toEqual([
    { key: '👍', count: 1, chosen: false },
    { key: '🔥', count: 2, chosen: true },
  ])
  expect(after.recent).toEqual([{ peer: 7, key: '🔥' }])
  expect(asIfReacted(undefined, ['👍'], 7).counts).toEqual([{ key: '👍', count: 1, chosen: true }])
})

test('what does not say whose they are leaves one’s own as they were', () => {
  const fresh: Reactions = {
    counts: [{ key: '👍', count: 3, chosen: false }],
    recent: [],
    named: true,
    unseen: false,
    partial: true,
  }
  expect(withReactions(known, fresh).counts).toEqual([{ key: '👍', count: 3, chosen: true }])
})
