import { expect, test } from 'vitest'
import { type Chat, emptyChat } from './chat'
import { chatsIn, type Folder, freeFolderId, isIn, kindOf } from './folder'
import type { Peer } from './peer'

const folder = (more: Partial<Folder> = {}): Folder => ({
  id: 2,
  title: 'Work',
  kinds: [],
  without: { muted: false, read: false, archived: false },
  pinned: [],
  named: [],
  excluded: [],
  ...more,
})
const chat = (id: number, more: Partial<Chat> = {}): Chat => ({ ...emptyChat(id), ...more })
const peer = (id: number, more: Partial<Peer> = {}): Peer => ({
  id,
  kind: 'user',
  title: `${id}`,
  ...more,
})

test('every chat has one kind', () => {
  expect(kindOf(peer(1, { contact: true }))).toBe('contacts')
  expect(kindOf(peer(1))).toBe('nonContacts')
  expect(kindOf(peer(1, { bot: true, contact: true }))).toBe('bots')
  expect(kindOf(peer(-1, { kind: 'group' }))).toBe('groups')
  expect(kindOf(peer(-1, { kind: 'supergroup' }))).toBe('groups')
  expect(kindOf(peer(-1, { kind: 'channel' }))).toBe('broadcasts')
})

test('what is named is in, whatever keeps its kind out', () => {
  const strict = folder({ named: [1], without: { muted: true, read: true, archived: true } })
  expect(isIn(strict, chat(1, { muted: true, archived: true }), peer(1))).toBe(true)
  expect(isIn(strict, chat(2), peer(2))).toBe(false)
})

test('a kind brings its chats, without those that are excluded, muted, read or archived', () => {
  const all = folder({ kinds: ['nonContacts'], excluded: [3] })
  expect(isIn(all, chat(1), peer(1))).toBe(true)
  expect(isIn(all, chat(3), peer(3))).toBe(false)
  expect(isIn(all, chat(4), peer(4, { bot: true }))).toBe(false)
  const without = (what: Partial<Folder['without']>) =>
    folder({ kinds: ['nonContacts'], without: { ...all.without, ...what } })
  expect(isIn(without({ muted: true }), chat(1, { muted: true }), peer(1))).toBe(false)
  expect(isIn(without({ muted: true }), chat(1, { muted: true, mentions: 1 }), peer(1))).toBe(true)
  expect(isIn(without({ read: true }), chat(1), peer(1))).toBe(false)
  expect(isIn(without({ read: true }), chat(1, { markedUnread: true }), peer(1))).toBe(true)
  expect(isIn(without({ archived: true }), chat(1, { archived: true }), peer(1))).toBe(false)
})

test('its own pinned chats are on top, the others as they were written in', () => {
  const one = folder({ pinned: [3, 1], named: [2, 4] })
  const drafted = (id: number, date: number) => chat(id, { draft: { text: '', date } })
  const all = [drafted(1, 5), drafted(2, 6), drafted(3, 1), drafted(4, 7), drafted(5, 9)]
  expect(chatsIn(one, all, (id) => peer(id)).map(({ id }) => id)).toEqual([3, 1, 4, 2])
})

test('a new folder has a number that is free, while there is one', () => {
  expect(freeFolderId([])).toBe(2)
  expect(freeFolderId([folder({ id: 2 }), folder({ id: 4 })])).toBe(3)
  const full = Array.from({ length: 254 }, (_, at) => folder({ id: at + 2 }))
  expect(freeFolderId(full)).toBeUndefined()
})
