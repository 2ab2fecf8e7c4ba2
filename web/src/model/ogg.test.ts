import { expect, test } from 'vitest'
import { lengthOf, oggOf } from './ogg'
import { opusOf } from './webm'

const HEAD = [...new TextEncoder().encode('OpusHead'), 1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0]
const element = (id: number[], content: number[], size?: number[]) => [
  ...id,
  ...(size ?? [0x40 | (content.length >> 8), content.length & 255]),
  ...content,
]
const block = (packet: number[]) => element([0xa3], [0x81, 0, 0, 0x80, ...packet])
const UNKNOWN = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
const webm = (...packets: number[][]) =>
  new Uint8Array([
    ...element([0x1a, 0x45, 0xdf, 0xa3], [0x42, 0x86, 0x81, 1]),
    ...element([0x18, 0x53, 0x80, 0x67], [], UNKNOWN),
    ...element([0x16, 0x54, 0xae, 0x6b], element([0xae], element([0x63, 0xa2], HEAD))),
    ...element([0x1f, 0x43, 0xb6, 0x75], [], UNKNOWN),
    ...element([0xe7], [0]),
    ...packets.flatMap(block),
  ])

test('the packets of a recording are found in its container', () => {
  const found = opusOf(webm([0xfc, 1, 2], [0xfc, 3]))
  expect(found?.head.length).toBe(19)
  expect(found?.packets.map((one) => [...one])).toEqual([
    [0xfc, 1, 2],
    [0xfc, 3],
  ])
  expect(opusOf(new Uint8Array([1, 2, 3]))).toBeUndefined()
})

test('a packet tells how long it sounds', () => {
  expect(lengthOf(new Uint8Array([0xfc]))).toBe(960)
  expect(lengthOf(new Uint8Array([0x08]))).toBe(960)
  expect(lengthOf(new Uint8Array([0x1b, 3]))).toBe(3 * 2880)
})

test('pages of Ogg: head, tags, then the packets; the last one ends it', () => {
  const long = Array.from({ length: 300 }, () => 7)
  const stream = opusOf(webm(...Array.from({ length: 60 }, () => [0xfc, ...long])))
  const pages = stream ? oggOf(stream) : []
  expect(pages.map((one) => one[5])).toEqual([2, 0, 0, 4])
  const last = pages.at(-1) ?? new Uint8Array()
  expect(new TextDecoder().decode(last.subarray(0, 4))).toBe('OggS')
  expect(new DataView(last.buffer).getBigUint64(6, true)).toBe(60n * 960n)
  expect(last[26]).toBe(20)
})

test('a page has the checksum that the form asks for', () => {
  const [first] = oggOf({ head: new Uint8Array(HEAD), packets: [new Uint8Array([0xfc])] })
  // Of this very page, by the reference implementation of the checksum.
  expect(first && new DataView(first.buffer).getUint32(22, true)).toBe(REFERENCE)
})

/** Bit by bit, as RFC 3533 describes it. */
const REFERENCE = (() => {
  const bytes = [0x4f, 0x67, 0x67, 0x53, 0, 2, ...Array(8).fill(0), 1, 0, 0, 0, ...Array(8).fill(0)]
  let value = 0n
  for (const byte of [...bytes, 1, 19, ...HEAD]) {
    value ^= BigInt(byte) << 24n
    for (let bit = 0; bit < 8; bit++) {
      value = value & 0x80000000n ? (value << 1n) ^ 0x104c11db7n : value << 1n
    }
  }
  return Number(value)
})()
