/** Bytes of files from the server: whole, several parts at a time, or a piece. */

import type { tl } from '@mtcute/core'
import { Failure } from '../../model/failure'
import type { RemoteFile } from '../../model/media'
import type { Account } from '../account'
import { locationOf } from './location'
import type { Progress } from './progress'

/** A request must not cross a boundary of 1 MB, so parts divide it. */
const PART = 512 * 1024
const SMALL_PART = 128 * 1024
const AT_ONCE = 4

async function readPart(
  account: Account,
  location: tl.TypeInputFileLocation | tl.RawInputWebFileLocation,
  offset: number,
  limit: number,
  small: boolean,
  abortSignal?: AbortSignal,
): Promise<Uint8Array> {
  const how = {
    kind: small ? 'main' : 'download',
    ...(abortSignal ? { abortSignal } : {}),
  } as const
  if (location._ === 'inputWebFileLocation') {
    return (await account.client.call({ _: 'upload.getWebFile', location, offset, limit }, how))
      .bytes
  }
  const part = await account.client.call({ _: 'upload.getFile', location, offset, limit }, how)
  if (part._ !== 'upload.file') throw new Failure(0, 'CDN_NOT_SUPPORTED')
  return part.bytes
}

/** The whole file. One whose size is not known is read until it ends. */
export async function download(
  account: Account,
  file: RemoteFile,
  progress: Progress,
  abortSignal: AbortSignal,
): Promise<Blob> {
  const location = await locationOf(account, file.place)
  const small = file.size <= SMALL_PART
  const size = small ? SMALL_PART : PART
  const parts: Uint8Array[] = []
  let next = 0
  let done = 0
  let ended = false
  const work = async (): Promise<void> => {
    while (!ended && (!file.size || next * size < file.size)) {
      const at = next++
      const part = await readPart(account, location, at * size, size, small, abortSignal)
      abortSignal.throwIfAborted()
      parts[at] = part
      done += part.length
      progress(done, Math.max(file.size, done))
      if (part.length < size) ended = true
    }
  }
  const workers = file.size ? Math.min(AT_ONCE, Math.ceil(file.size / size)) : 1
  await Promise.all(Array.from({ length: workers }, work))
  return new Blob(parts as Uint8Array<ArrayBuffer>[], { type: safeType(file.type) })
}

/** A piece from any place on; it ends where a part of 512 kB does, so it may be shorter than asked for. */
export async function downloadPiece(
  account: Account,
  file: RemoteFile,
  offset: number,
  length: number,
): Promise<ArrayBuffer> {
  const location = await locationOf(account, file.place)
  const from = Math.floor(offset / PART) * PART
  const bytes = await readPart(account, location, from, PART, false)
  const piece = bytes.subarray(offset - from, offset - from + length)
  return piece.slice().buffer
}

const ACTIVE = /html|xml|svg|script/i

/** What a browser would run, if it were opened from here, is only bytes. */
function safeType(type: string): string {
  return ACTIVE.test(type) ? 'application/octet-stream' : type
}
