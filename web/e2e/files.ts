/** Small files to send, made here. */

import { crc32, deflateSync, gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'

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

/** A tone as uncompressed sound. */
export function tone(name: string, seconds: number): Given {
  const rate = 8000
  const samples = Math.round(rate * seconds)
  const buffer = Buffer.alloc(44 + samples)
  buffer.write('RIFF', 0, 'latin1')
  buffer.writeUInt32LE(36 + samples, 4)
  buffer.write('WAVEfmt ', 8, 'latin1')
  buffer.writeUInt32LE(16, 16)
  buffer.writeUInt16LE(1, 20)
  buffer.writeUInt16LE(1, 22)
  buffer.writeUInt32LE(rate, 24)
  buffer.writeUInt32LE(rate, 28)
  buffer.writeUInt16LE(1, 32)
  buffer.writeUInt16LE(8, 34)
  buffer.write('data', 36, 'latin1')
  buffer.writeUInt32LE(samples, 40)
  for (let at = 0; at < samples; at++) buffer[44 + at] = 128 + 90 * Math.sin(at / 4)
  return { name, mimeType: 'audio/wav', buffer }
}

/** A GIF of two frames, each of one colour. */
export function gif(name: string): Given {
  const frame = [
    [0x21, 0xf9, 4, 0, 50, 0, 0, 0],
    [0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0],
  ].flat()
  const bytes = [
    [...Buffer.from('GIF89a', 'latin1'), 2, 0, 2, 0, 0x80, 0, 0],
    [250, 120, 90, 20, 90, 90],
    [0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0', 'latin1'), 3, 1, 0, 0, 0],
    [...frame, 2, 3, 0x84, 0x51, 5, 0],
    [...frame, 2, 3, 0x8c, 0x53, 5, 0],
    [0x3b],
  ].flat()
  return { name, mimeType: 'image/gif', buffer: Buffer.from(bytes) }
}

/** A square that turns, as an animated sticker. */
export function animatedSticker(name: string): Given {
  const value = (k: unknown) => ({ a: 0, k })
  const turning = {
    a: 1,
    k: [
      { t: 0, s: [0], e: [360], i: { x: [1], y: [1] }, o: { x: [0], y: [0] } },
      { t: 60, s: [360] },
    ],
  }
  const drawing = {
    tgs: 1,
    v: '5.5.2',
    fr: 30,
    ip: 0,
    op: 60,
    w: 512,
    h: 512,
    ddd: 0,
    assets: [],
    layers: [
      {
        ty: 4,
        ip: 0,
        op: 60,
        st: 0,
        bm: 0,
        ks: {
          o: value(100),
          r: turning,
          p: value([256, 256, 0]),
          a: value([0, 0, 0]),
          s: value([100, 100, 100]),
        },
        shapes: [
          {
            ty: 'gr',
            it: [
              { ty: 'rc', d: 1, s: value([300, 300]), p: value([0, 0]), r: value(60) },
              { ty: 'fl', c: value([0.95, 0.55, 0.2, 1]), o: value(100), r: 1 },
              {
                ty: 'tr',
                p: value([0, 0]),
                a: value([0, 0]),
                s: value([100, 100]),
                r: value(0),
                o: value(100),
              },
            ],
          },
        ],
      },
    ],
  }
  const buffer = gzipSync(JSON.stringify(drawing))
  return { name, mimeType: 'application/x-tgsticker', buffer }
}

/** A video of a few moments, recorded by a browser from a canvas. */
export async function video(page: Page, name: string, type = 'video/webm'): Promise<Given> {
  const base64 = await page.evaluate(async (mimeType) => {
    const canvas = document.createElement('canvas')
    canvas.width = 320
    canvas.height = 240
    const context = canvas.getContext('2d') as CanvasRenderingContext2D
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType })
    const parts: Blob[] = []
    recorder.ondataavailable = ({ data }) => parts.push(data)
    const done = new Promise((resolve) => recorder.addEventListener('stop', resolve))
    recorder.start()
    for (let frame = 0; frame < 75; frame++) {
      await new Promise(requestAnimationFrame)
      context.fillStyle = `hsl(${frame * 4} 60% 45%)`
      context.fillRect(0, 0, 320, 240)
      context.fillStyle = '#fff'
      context.fillRect(40 + frame * 2, 90, 60, 60)
    }
    recorder.stop()
    await done
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
  }, type)
  return { name, mimeType: type, buffer: Buffer.from(base64, 'base64') }
}
