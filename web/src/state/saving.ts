/** Saves files to where the browser keeps what is downloaded. */

import type { RemoteFile } from '../model/file'
import { bytesOf } from './files.svelte'

const ENDINGS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
}
const HOLD_MS = 60_000

/** @param name if it has one; else it is named after its number */
export async function saveFile(file: RemoteFile, name = ''): Promise<void> {
  const url = URL.createObjectURL(await bytesOf(file))
  const link = document.createElement('a')
  link.href = url
  link.download = name || `${file.key}.${ENDINGS[file.type] ?? 'bin'}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), HOLD_MS)
}
