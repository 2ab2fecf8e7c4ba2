import type { RemoteFile } from '../model/media'

export interface FilesRequests {
  /**
   * A whole file, from what is kept here or from the server. While it comes, `progress` is told under
   * the file's key. Asked for twice it comes once.
   */
  get(file: RemoteFile): Blob
  /** A piece of a file, for players that read on as they play; shorter only at its end. */
  piece(file: RemoteFile, offset: number, length: number): ArrayBuffer
  /** Gives up what `get` is about. */
  stop(key: string): void
  /** Bytes of media that are kept in this browser. */
  kept(): number
  /** Forgets them. */
  clear(): void
}
