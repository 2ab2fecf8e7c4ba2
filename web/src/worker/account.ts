/** The account that this worker holds: its client, and what every topic needs to answer. */

import type { tl } from '@mtcute/core'
import type { BaseTelegramClient } from '@mtcute/core/client.js'
import type { Event } from '../bridge/contract'
import { Failure } from '../model/failure'
import type { ServerConfig } from '../model/server'
import { makeClient } from './client'
import { FileCache } from './files/cache'
import { followUpdates } from './updates/follow'

const DATABASE = 'hodhod-0'

export class Account {
  /** The signed-in user's number; 0 before. */
  self = 0
  #client: BaseTelegramClient | undefined
  #files: FileCache | undefined

  constructor(readonly tell: (event: Event) => void) {}

  get client(): BaseTelegramClient {
    if (!this.#client) throw new Failure(0, 'NOT_OPEN')
    return this.#client
  }

  /** Media that were downloaded. */
  get files(): FileCache {
    this.#files ??= new FileCache(`${DATABASE}-files`)
    return this.#files
  }

  /** Makes the client; returns whether somebody is signed in, as far as is stored. */
  async open(config: ServerConfig, language: string): Promise<boolean> {
    if (!this.#client) {
      this.#client = await makeClient(config, DATABASE, language)
      this.#client.onConnectionState.add((state) => this.tell({ kind: 'connection', state }))
      followUpdates(this.#client, () => this.self, this.tell)
      await this.#client.prepare()
    }
    this.self = (await this.client.storage.self.fetch())?.userId ?? 0
    return this.self !== 0
  }

  /** After signing in or up. */
  async entered(authorization: tl.auth.TypeAuthorization): Promise<void> {
    const user = await this.client.notifyLoggedIn(authorization)
    this.self = user.id
    await this.follow()
  }

  /** From now on, events are told. */
  async follow(): Promise<void> {
    await this.client.startUpdatesLoop()
  }

  /** Forgets everything that this browser knows of the account. */
  async forget(): Promise<void> {
    const client = this.client
    this.#client = undefined
    this.self = 0
    await client.destroy()
    await this.files.remove()
    this.#files = undefined
    await new Promise<void>((resolve) => {
      const request = indexedDB.deleteDatabase(DATABASE)
      request.onsuccess = request.onerror = request.onblocked = () => resolve()
    })
  }
}
