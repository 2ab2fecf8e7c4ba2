import { expect, test } from 'vitest'
import { isStream, rangeOf, streamedFile, streamPath } from './stream'

test('an address names its file', () => {
  const file = { key: 'document-1', place: 'document:1:2:YS/+=:', size: 9, type: 'video/mp4' }
  expect(isStream(streamPath(file))).toBe(true)
  expect(streamedFile(streamPath(file))).toEqual(file)
  expect(streamedFile('/stream/%')).toBeUndefined()
})

test('a range is from a place to another, to the end, or the end alone', () => {
  expect(rangeOf('bytes=0-', 10)).toEqual([0, 10])
  expect(rangeOf('bytes=2-5', 10)).toEqual([2, 6])
  expect(rangeOf('bytes=2-50', 10)).toEqual([2, 10])
  expect(rangeOf('bytes=-3', 10)).toEqual([7, 10])
  expect(rangeOf(null, 10)).toEqual([0, 10])
  expect(rangeOf('bytes=10-', 10)).toBeUndefined()
  expect(rangeOf('lines=1-2', 10)).toBeUndefined()
})
