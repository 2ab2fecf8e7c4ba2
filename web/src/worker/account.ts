/** The account that this worker holds: its client, what is kept of it, and what every topic needs to answer. */

import type { tl } from '@mtcute/core'
import type { BaseTelegramClient } from '@mtcute/core/client.js'
import type { Connection, Event } from '../bridge/contract'
import { Failure } from '../model/failure'
import type { Letter } from '../model/letter'
import type { Peer } from '../model/peer'
import type { ServerConfig } from '../model/server'
import { makeClient } from './client'
import { userOf } from './convert/peer'
import { explain, isSignedOut } from './failures'
import { FileCache } from './files/cache'
import { Kept } from './kept'
import { Outbox } from './outbox'
import { Sender } from './sender'
import { dropStorage, openStorage, type Storage } from './storage'
import { followUpdates } from './updates/follow'

const SELF = 'self'

interface Opened {
  client: BaseTelegramClient
  storage: Storage
  kept: Kept
  outbox: Outbox
}

export class Account {
  /** The signed-in user's number; 0 before. */
  self = 0
  /** Names what is kept of it in this browser. */
  #database = ''
  connection: Connection = 'connecting'
  #opened: Opened | undefined
  #files: FileCache | undefined

  constructor(readonly told: (event: Event) => void) {}

  get client(): BaseTelegramClient {
    return this.#open.client
  }

  get storage(): Storage {
    return this.#open.storage
  }

  get kept(): Kept {
    return this.#open.kept
  }

  get outbox(): Outbox {
    return this.#open.outbox
  }

  get #open(): Opened {
    if (!this.#opened) throw new Failure(0, 'NOT_OPEN')
    return this.#opened
  }

  /** Whether an answer of the server can be expected soon. */
  get online(): boolean {
    return this.connection === 'connected' || this.connection === 'updating'
  }

  /** Tells the page what happened, and keeps it. */
  readonly tell = (event: Event): void => {
    this.#opened?.kept.heard(event)
    this.told(event)
  }

  /** Explains what went wrong; a session that the server does not know any more ends. */
  failed(error: unknown): unknown {
    const explained = explain(error)
    if (this.self && isSignedOut(explained)) this.told({ kind: 'signedOut' })
    return explained
  }

  /** Media that were downloaded. */
  get files(): FileCache {
    this.#files ??= new FileCache(`${this.#database}-files`)
    return this.#files
  }

  get #shown(): string {
    return `${this.#database}-shown`
  }

  /**
   * Makes the client; returns whether somebody is signed in, as far as is stored.
   *
   * @param place of the account among those of this browser
   */
  async open(config: ServerConfig, language: string, place: number): Promise<boolean> {
    if (!this.#opened) {
      this.#database = `hodhod-${place}`
      const [client, storage] = await Promise.all([
        makeClient(config, this.#database, language),
        openStorage(this.#shown),
      ])
      const sender = new Sender(client, () => this.self, this.told)
      const post = {
        prepare: (letter: Letter) => this.#explained(sender.prepare(letter)),
        send: (letter: Letter) => this.#explained(this.#send(sender, letter)),
        stop: (random: string) => sender.stop(random),
      }
      const outbox = new Outbox(storage, post, this.told)
      this.#opened = { client, storage, kept: new Kept(storage), outbox }
      client.onConnectionState.add((state) => this.#connected(state))
      followUpdates(client, () => this.self, this.tell)
      client.onServerUpdate.add(({ _ }) => _ === 'updatesTooLong' && void this.#stillKnown())
      client.onServerUpdate.add((updates) => {
        const told =
          'update' in updates ? [updates.update] : 'updates' in updates ? updates.updates : []
        if (told.some(({ _ }) => _ === 'updateLoginToken')) this.told({ kind: 'linkRead' })
      })
      await client.prepare()
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

  /** Who is signed in, as the server has it. */
  async whoIsHere(): Promise<Peer> {
    const [user] = await this.client.call({ _: 'users.getUsers', id: [{ _: 'inputUserSelf' }] })
    if (!user) throw new Failure(0, 'NO_SELF')
    const self = userOf(user)
    await this.storage.put('shown', self, SELF)
    return self
  }

  /** Who was signed in at the last start. */
  async whoWasHere(): Promise<Peer | undefined> {
    return (await this.storage.get('shown', SELF)) as Peer | undefined
  }

  /** Forgets everything that this browser knows of the account. */
  async forget(): Promise<void> {
    const { client, storage, outbox } = this.#open
    this.#opened = undefined
    this.self = 0
    outbox.close()
    storage.close()
    await client.destroy()
    await this.files.remove()
    this.#files = undefined
    await Promise.all([dropStorage(this.#database), dropStorage(this.#shown)])
  }

  async #send(sender: Sender, letter: Letter): Promise<void> {
    for (const message of await sender.send(letter)) this.tell({ kind: 'message', message })
  }

  async #explained<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      throw this.failed(error)
    }
  }

  #connected(state: Connection): void {
    this.connection = state
    this.told({ kind: 'connection', state })
    if (state === 'connected') void this.#opened?.outbox.deliverAll()
  }

  /** When a session was ended elsewhere the server has it ask for its updates; mtcute keeps the answer to itself. */
  async #stillKnown(): Promise<void> {
    if (!this.self) return
    try {
      await this.client.call({ _: 'updates.getState' })
    } catch (error) {
      this.failed(error)
    }
  }
}
