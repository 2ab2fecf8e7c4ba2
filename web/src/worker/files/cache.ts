/**
 * Files that were downloaded, kept in IndexedDB up to a bound; what was not looked at for longest goes.
 *
 * The browser's own Cache Storage is there only for pages that came by HTTPS, so it is not used.
 */

const FILES = 'files'
const USES = 'uses'
const MOST_BYTES = 400 * 1024 * 1024
/** Larger ones would push out too much else. */
export const LARGEST_KEPT = 48 * 1024 * 1024

interface Use {
  key: string
  size: number
  /** When it was asked for last; milliseconds. */
  at: number
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

export class FileCache {
  readonly #open: Promise<IDBDatabase>
  readonly #uses = new Map<string, Use>()
  #bytes = 0

  constructor(readonly name: string) {
    this.#open = this.#opened()
    this.#open.catch(() => {})
  }

  async get(key: string): Promise<Blob | undefined> {
    try {
      const store = (await this.#open).transaction(FILES).objectStore(FILES)
      const blob: Blob | undefined = await settled(store.get(key))
      if (blob) await this.#note({ key, size: blob.size, at: Date.now() })
      return blob
    } catch {
      return undefined
    }
  }

  /** A browser that gives no room keeps nothing, and all works on. */
  async put(key: string, blob: Blob): Promise<void> {
    if (blob.size > LARGEST_KEPT) return
    try {
      const database = await this.#open
      await settled(database.transaction(FILES, 'readwrite').objectStore(FILES).put(blob, key))
      await this.#note({ key, size: blob.size, at: Date.now() })
      await this.#makeRoom()
    } catch {
      // Nothing depends on it.
    }
  }

  async size(): Promise<number> {
    await this.#open
    return this.#bytes
  }

  async clear(): Promise<void> {
    const transaction = (await this.#open).transaction([FILES, USES], 'readwrite')
    transaction.objectStore(FILES).clear()
    await settled(transaction.objectStore(USES).clear())
    this.#uses.clear()
    this.#bytes = 0
  }

  /** Takes the whole store away. */
  async remove(): Promise<void> {
    const database = await this.#open.catch(() => null)
    database?.close()
    await new Promise<void>((resolve) => {
      const request = indexedDB.deleteDatabase(this.name)
      request.onsuccess = request.onerror = request.onblocked = () => resolve()
    })
  }

  async #opened(): Promise<IDBDatabase> {
    const request = indexedDB.open(this.name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(FILES)
      request.result.createObjectStore(USES, { keyPath: 'key' })
    }
    const database = await settled(request)
    const uses: Use[] = await settled(database.transaction(USES).objectStore(USES).getAll())
    for (const use of uses) this.#count(use)
    return database
  }

  #count(use: Use): void {
    this.#bytes += use.size - (this.#uses.get(use.key)?.size ?? 0)
    this.#uses.delete(use.key)
    this.#uses.set(use.key, use)
  }

  async #note(use: Use): Promise<void> {
    this.#count(use)
    await settled((await this.#open).transaction(USES, 'readwrite').objectStore(USES).put(use))
  }

  async #makeRoom(): Promise<void> {
    if (this.#bytes <= MOST_BYTES) return
    const transaction = (await this.#open).transaction([FILES, USES], 'readwrite')
    const oldest = [...this.#uses.values()].sort((one, other) => one.at - other.at)
    for (const { key, size } of oldest) {
      if (this.#bytes <= MOST_BYTES) break
      transaction.objectStore(FILES).delete(key)
      transaction.objectStore(USES).delete(key)
      this.#uses.delete(key)
      this.#bytes -= size
    }
  }
}
