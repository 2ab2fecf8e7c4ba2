/**
 * Files that play while they come: a request for a part of one is answered with what the page that asks
 * gets from the server.
 */

import type { RemoteFile } from '../model/file'
import { type PieceAsked, rangeOf, streamedFile } from '../model/stream'

const PLAYABLE = /^(?:video|audio)\/[\w.+-]+$/
const PATIENCE_MS = 60_000
/** A page reads so much at a time; an answer is no longer, the player asks on. */
const MOST = 512 * 1024

/** The page that asks: a Client of the service worker. */
interface Asking {
  postMessage(message: unknown, transfer: Transferable[]): void
}

export async function stream(
  path: string,
  request: Request,
  asking: Asking | undefined,
): Promise<Response> {
  const file = streamedFile(path)
  if (!file || !asking || !PLAYABLE.test(file.type)) return new Response(null, { status: 404 })
  const header = request.headers.get('Range')
  const range = rangeOf(header, file.size)
  if (!range) {
    const headers = { 'Content-Range': `bytes */${file.size}` }
    return new Response(null, { status: 416, headers })
  }
  const headers = new Headers({
    'Accept-Ranges': 'bytes',
    'Content-Type': file.type,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  if (!header) {
    headers.set('Content-Length', String(file.size))
    return new Response(whole(file, asking), { headers })
  }
  const [from, to] = range
  const bytes = await piece(file, from, Math.min(MOST, to - from), asking)
  if (!bytes?.byteLength) return new Response(null, { status: 503 })
  headers.set('Content-Range', `bytes ${from}-${from + bytes.byteLength - 1}/${file.size}`)
  headers.set('Content-Length', String(bytes.byteLength))
  return new Response(bytes, { status: 206, headers })
}

function whole(file: RemoteFile, asking: Asking): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      const bytes = await piece(file, at, MOST, asking)
      if (!bytes) controller.error(new Error('no bytes'))
      else {
        at += bytes.byteLength
        if (bytes.byteLength) controller.enqueue(new Uint8Array(bytes))
        if (at >= file.size || !bytes.byteLength) controller.close()
      }
    },
  })
}

function piece(
  file: RemoteFile,
  offset: number,
  length: number,
  asking: Asking,
): Promise<ArrayBuffer | null> {
  const { port1, port2 } = new MessageChannel()
  const asked: PieceAsked = { kind: 'piece', file, offset, length }
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE_MS)
    port1.onmessage = ({ data }: MessageEvent<ArrayBuffer | null>) => {
      clearTimeout(timer)
      resolve(data)
      port1.close()
    }
    asking.postMessage(asked, [port2])
  })
}
