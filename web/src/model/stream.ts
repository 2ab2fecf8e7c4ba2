/** The addresses under which the service worker answers files piece by piece. */

import type { RemoteFile } from './file'

const FOLDER = '/stream/'

/** What the service worker asks of a page, through a port that takes the bytes, or null. */
export interface PieceAsked {
  kind: 'piece'
  file: RemoteFile
  offset: number
  length: number
}

export function streamPath(file: RemoteFile): string {
  return FOLDER + encodeURIComponent(JSON.stringify(file))
}

export function isStream(path: string): boolean {
  return path.startsWith(FOLDER)
}

export function streamedFile(path: string): RemoteFile | undefined {
  try {
    return JSON.parse(decodeURIComponent(path.slice(FOLDER.length)))
  } catch {
    return undefined
  }
}

/** The part of a file that is asked for by a Range header; all of it without one. */
export function rangeOf(header: string | null, size: number): [number, number] | undefined {
  if (!header) return [0, size]
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? []
  if (first === '') {
    return last === '' || last === '0' ? undefined : [Math.max(0, size - Number(last)), size]
  }
  const from = Number(first)
  const to = last === '' ? size : Math.min(size, Number(last) + 1)
  return from < to ? [from, to] : undefined
}
