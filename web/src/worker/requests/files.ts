import type { Handlers } from '../../bridge/contract'
import type { FilesRequests } from '../../bridge/files'
import type { Account } from '../account'
import { download, downloadPiece } from '../files/download'

interface Coming {
  blob: Promise<Blob>
  stop: AbortController
}

const TELL_EVERY_MS = 100

export function filesRequests(account: Account): Handlers<FilesRequests> {
  const coming = new Map<string, Coming>()

  return {
    async get(file) {
      const known = coming.get(file.key)
      if (known) return known.blob
      const stop = new AbortController()
      let told = 0
      const progress = (done: number, total: number): void => {
        if (Date.now() - told < TELL_EVERY_MS && done < total) return
        told = Date.now()
        account.tell({ kind: 'progress', task: file.key, done, total })
      }
      const fetched = async (): Promise<Blob> => {
        const kept = await account.files.get(file.key)
        if (kept) return kept
        const blob = await download(account, file, progress, stop.signal)
        void account.files.put(file.key, blob)
        return blob
      }
      const blob = fetched().finally(() => coming.delete(file.key))
      coming.set(file.key, { blob, stop })
      return blob
    },

    async piece(file, offset, length) {
      const kept = await account.files.get(file.key)
      if (kept) return kept.slice(offset, offset + length).arrayBuffer()
      return downloadPiece(account, file, offset, length)
    },

    stop(key) {
      coming.get(key)?.stop.abort()
    },

    kept() {
      return account.files.size()
    },

    clear() {
      return account.files.clear()
    },
  }
}
