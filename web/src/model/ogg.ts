/** Opus packets → an Ogg file, the form in which every client knows voices (RFC 3533, RFC 7845). */

import type { OpusStream } from './webm'

const FIRST = 2
const LAST = 4
/** Ogg counts in 48,000ths of a second. */
const RATE_MS = 48
const PACKETS_A_PAGE = 50
const SEGMENT = 255
const SEGMENTS = 255
const SERIAL = 1
const SILK_MS = [10, 20, 40, 60]
const CELT_MS = [2.5, 5, 10, 20]

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit++)
    value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})

function crc(bytes: Uint8Array): number {
  let value = 0
  for (const byte of bytes) value = ((value << 8) ^ (CRC[(value >>> 24) ^ byte] ?? 0)) >>> 0
  return value
}

/** How much sound is in a packet, in 48,000ths of a second: its first byte tells. */
export function lengthOf(packet: Uint8Array): number {
  const toc = packet[0] ?? 0
  const config = toc >> 3
  const ms =
    config < 12 ? SILK_MS[config & 3] : config < 16 ? SILK_MS[config & 1] : CELT_MS[config & 3]
  const frames = [1, 2, 2, (packet[1] ?? 0) & 63][toc & 3] ?? 1
  return (ms ?? 0) * frames * RATE_MS
}

const lacesOf = ({ length }: Uint8Array): number => Math.floor(length / SEGMENT) + 1

function page(packets: Uint8Array[], number: number, granule: number, flags: number): Uint8Array {
  const laces = packets.flatMap(({ length }) => [
    ...Array.from({ length: Math.floor(length / SEGMENT) }, () => SEGMENT),
    length % SEGMENT,
  ])
  const size = packets.reduce((sum, { length }) => sum + length, 27 + laces.length)
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  bytes.set([0x4f, 0x67, 0x67, 0x53, 0, flags])
  view.setBigUint64(6, BigInt(granule), true)
  view.setUint32(14, SERIAL, true)
  view.setUint32(18, number, true)
  bytes[26] = laces.length
  bytes.set(laces, 27)
  let at = 27 + laces.length
  for (const packet of packets) {
    bytes.set(packet, at)
    at += packet.length
  }
  view.setUint32(22, crc(bytes), true)
  return bytes
}

function tags(): Uint8Array {
  const vendor = new TextEncoder().encode('Hodhod')
  const bytes = new Uint8Array(16 + vendor.length)
  bytes.set(new TextEncoder().encode('OpusTags'))
  new DataView(bytes.buffer).setUint32(8, vendor.length, true)
  bytes.set(vendor, 12)
  return bytes
}

export function oggOf({ head, packets }: OpusStream): Uint8Array[] {
  const pages = [page([head], 0, 0, FIRST), page([tags()], 1, 0, 0)]
  let granule = 0
  let held: Uint8Array[] = []
  let laces = 0
  const flush = (last: boolean): void => {
    pages.push(page(held, pages.length, granule, last ? LAST : 0))
    held = []
    laces = 0
  }
  for (const packet of packets) {
    if (held.length === PACKETS_A_PAGE || laces + lacesOf(packet) > SEGMENTS) flush(false)
    held.push(packet)
    laces += lacesOf(packet)
    granule += lengthOf(packet)
  }
  flush(true)
  return pages
}
