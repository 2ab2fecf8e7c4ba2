/**
 * Addresses of files that are read piece by piece while they play. The service worker answers them by
 * asking this page for the pieces; without one (a page that came by plain HTTP has none) there are none.
 */

import type { RemoteFile } from '../model/file'
import { type PieceAsked, streamPath } from '../model/stream'
import { api } from './bridge'

const workers = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined

export function streamUrl(file: RemoteFile): string | undefined {
  if (!workers?.controller || !file.size || !file.place) return undefined
  return streamPath(file)
}

workers?.addEventListener('message', async ({ data, ports: [port] }: MessageEvent) => {
  const asked = data as PieceAsked
  if (asked?.kind !== 'piece' || !port) return
  try {
    const bytes = await api.files.piece(asked.file, asked.offset, asked.length)
    port.postMessage(bytes, [bytes])
  } catch {
    port.postMessage(null)
  }
})
workers?.startMessages()
