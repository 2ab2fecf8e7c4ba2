/** Files on their way to the server: parts in parallel, each kept until the message is sent. */

import type { tl } from '@mtcute/core'
import type { BaseTelegramClient } from '@mtcute/core/client.js'
import { randomLong } from '@mtcute/core/utils.js'
import type { Progress } from './progress'

const SMALL_BYTES = 10 * 1024 * 1024
const SMALL_PART = 128 * 1024
const PART = 512 * 1024
const AT_ONCE = 4

export class Upload {
  readonly #id = randomLong()
  readonly #sent = new Set<number>()
  readonly #part: number
  readonly #parts: number
  readonly #big: boolean

  constructor(
    readonly blob: Blob,
    readonly name: string,
  ) {
    this.#big = blob.size > SMALL_BYTES
    this.#part = this.#big ? PART : SMALL_PART
    this.#parts = Math.max(1, Math.ceil(blob.size / this.#part))
  }

  get file(): tl.TypeInputFile {
    const named = { id: this.#id, parts: this.#parts, name: this.name }
    return this.#big
      ? { _: 'inputFileBig', ...named }
      : { _: 'inputFile', ...named, md5Checksum: '' }
  }

  /** Sends the parts that the server does not have yet. */
  async send(
    client: BaseTelegramClient,
    progress: Progress,
    abortSignal: AbortSignal,
  ): Promise<void> {
    const missing = Array.from({ length: this.#parts }, (_, part) => part).filter(
      (part) => !this.#sent.has(part),
    )
    const work = async (): Promise<void> => {
      for (let part = missing.shift(); part !== undefined; part = missing.shift()) {
        await this.#sendPart(client, part, abortSignal)
        this.#sent.add(part)
        progress(Math.min(this.blob.size, this.#sent.size * this.#part), this.blob.size)
      }
    }
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, missing.length) }, work))
  }

  async #sendPart(
    client: BaseTelegramClient,
    part: number,
    abortSignal: AbortSignal,
  ): Promise<void> {
    abortSignal.throwIfAborted()
    const from = part * this.#part
    const bytes = new Uint8Array(await this.blob.slice(from, from + this.#part).arrayBuffer())
    const named = { fileId: this.#id, filePart: part, bytes }
    await client.call(
      this.#big
        ? { _: 'upload.saveBigFilePart', ...named, fileTotalParts: this.#parts }
        : { _: 'upload.saveFilePart', ...named },
      { kind: this.#parts === 1 ? 'main' : 'upload', abortSignal },
    )
  }
}
