/** Sound in WebM, as browsers record it: its Opus packets are taken out. */

/** Containers whose content is read; anything else is passed over. */
const OPENED = new Set([0x18538067, 0x1654ae6b, 0xae, 0x1f43b675, 0xa0])
const CODEC_PRIVATE = 0x63a2
const BLOCKS = new Set([0xa3, 0xa1])
/** Before a frame: its track, its time, its flags. */
const BLOCK_HEADER = 4
const LACED = 0x06

export interface OpusStream {
  /** "OpusHead" and what follows it. */
  head: Uint8Array
  packets: Uint8Array[]
}

/** A number of variable length at a place; the mark of its length is kept in ids. */
function numberAt(bytes: Uint8Array, at: number, mark: boolean): [number, number] | undefined {
  const first = bytes[at]
  if (!first) return undefined
  const length = Math.clz32(first) - 23
  if (at + length > bytes.length) return undefined
  let value = mark ? first : first & (0xff >> length)
  for (let next = 1; next < length; next++) value = value * 256 + (bytes[at + next] ?? 0)
  return [value, length]
}

/** The Opus of a recording; undefined if it is something else. */
export function opusOf(bytes: Uint8Array): OpusStream | undefined {
  let head: Uint8Array | undefined
  const packets: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    const id = numberAt(bytes, at, true)
    const size = id && numberAt(bytes, at + id[1], false)
    if (!id || !size) return undefined
    const from = at + id[1] + size[1]
    if (OPENED.has(id[0])) {
      at = from
      continue
    }
    const content = bytes.subarray(from, from + size[0])
    if (id[0] === CODEC_PRIVATE) head = content
    if (BLOCKS.has(id[0])) {
      if ((content[BLOCK_HEADER - 1] ?? 0) & LACED) return undefined
      packets.push(content.subarray(BLOCK_HEADER))
    }
    at = from + size[0]
  }
  if (!head || !packets.length) return undefined
  const named = new TextDecoder().decode(head.subarray(0, 8)) === 'OpusHead'
  return named ? { head, packets } : undefined
}
