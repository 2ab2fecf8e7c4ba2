import { expect, test } from 'vitest'
import { albumsOf, fitted, kindOf, type Outgoing, type OutgoingKind } from './outgoing'

const item = (kind: OutgoingKind): Outgoing => ({ kind, blob: new Blob(), name: '', type: '' })
const kinds = (...all: OutgoingKind[]) =>
  albumsOf(all.map(item)).map((album) => album.map(({ kind }) => kind))

test('photos and videos are one album, files another; what goes alone goes alone', () => {
  expect(kinds('photo', 'video', 'document', 'document', 'audio', 'voice', 'voice')).toEqual([
    ['photo', 'video'],
    ['document', 'document'],
    ['audio'],
    ['voice'],
    ['voice'],
  ])
})

test('an album holds ten', () => {
  expect(albumsOf(Array.from({ length: 12 }, () => item('photo'))).map((a) => a.length)).toEqual([
    10, 2,
  ])
})

test('a file is sent as what its type says', () => {
  expect(kindOf('image/jpeg')).toBe('photo')
  expect(kindOf('image/svg+xml')).toBe('document')
  expect(kindOf('image/gif')).toBe('animation')
  expect(kindOf('video/webm')).toBe('video')
  expect(kindOf('')).toBe('document')
})

test('a picture is made smaller, never larger', () => {
  expect(fitted(4000, 3000, 1920)).toEqual([1920, 1440])
  expect(fitted(300, 10, 1920)).toEqual([300, 10])
})
