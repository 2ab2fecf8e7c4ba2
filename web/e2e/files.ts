/** Small files to send, made here. */

import { crc32, deflateSync } from 'node:zlib'

export interface Given {
  name: string
  mimeType: string
  buffer: Buffer
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** A PNG: a sunset over hills, so that a person who looks at it sees something. */
export function picture(name: string, width: number, height: number, warmth = 0): Given {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (width * 3 + 1) + 1 + x * 3
      const hill = height * (0.72 + 0.08 * Math.sin(x / (width / 7) + warmth))
      const sky = y / height
      const sun = Math.hypot(x - width * 0.65, y - height * 0.5) < height * 0.12
      const color = sun
        ? [255, 236, 170]
        : y > hill
          ? [24, 60 + warmth * 20, 58]
          : [250 - sky * 60, 150 - sky * 70 + warmth * 25, 90 + sky * 90]
      for (const [part, value] of color.entries()) rows[at + part] = Math.min(255, value)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const buffer = Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return { name, mimeType: 'image/png', buffer }
}
