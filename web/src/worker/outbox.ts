/**
 * Sends what waits, in each chat one after the other.
 *
 * Each message has a random number before it is kept, and the server takes the same number once: so nothing is
 * doubled when an answer is lost, a page closes halfway, or two pages of one account try at the same time.
 * Files are brought to the server before it is a letter's turn, so that they hold up nobody else's.
 */

import type { Event } from '../bridge/contract'
import { Failure, failureOf } from '../model/failure'
import { type Letter, without } from '../model/letter'
import type { PeerId } from '../model/peer'
import type { Storage } from './storage'

/** What brings letters to the server; what it throws says why it did not. */
export interface Post {
  prepare(letter: Letter): Promise<void>
  send(letter: Letter): Promise<void>
  stop(random: string): void
}

export class Outbox {
  readonly #turns = new Map<PeerId, Promise<void>>()
  readonly #prepared = new Set<string>()
  readonly #others: BroadcastChannel

  constructor(
    readonly storage: Storage,
    readonly post: Post,
    readonly tell: (event: Event) => void,
  ) {
    this.#others = new BroadcastChannel(`outbox:${storage.name}`)
    this.#others.onmessage = ({ data }: MessageEvent<Event>) => tell(data)
  }

  async waiting(chat: PeerId): Promise<Letter[]> {
    const all = await this.storage.getAllFromIndex('outbox', 'chat', chat)
    return all.sort((one, other) => one.order - other.order)
  }

  async add(letter: Letter): Promise<void> {
    const kept = { ...letter, order: nextOrder() }
    await this.#keep(kept)
    void this.#begin(kept)
  }

  async again(random: string): Promise<void> {
    const letter = await this.#find(random)
    if (!letter) return
    const { refused: _, ...waiting } = letter
    await this.#keep(waiting)
    void this.#begin(waiting)
  }

  async withdraw(random: string): Promise<void> {
    this.post.stop(random)
    const letter = await this.#find(random)
    const left = letter && without(letter, random)
    if (left) await this.storage.put('outbox', left)
    else if (letter) await this.storage.delete('outbox', letter.id)
    this.#say({ kind: 'withdrawn', randoms: [random] })
  }

  /** Sends all that waits: after a start, or when the line is back. */
  async deliverAll(): Promise<void> {
    const all = await this.storage.getAll('outbox')
    all.sort((one, other) => one.order - other.order)
    await Promise.all(all.filter((one) => !one.refused).map((one) => this.#begin(one)))
  }

  close(): void {
    this.#others.close()
  }

  async #begin(letter: Letter): Promise<void> {
    if (!this.#prepared.has(letter.id)) {
      try {
        await this.post.prepare(letter)
      } catch (error) {
        // Of an album, one may be given up meanwhile: the others go on.
        const left = await this.storage.get('outbox', letter.id)
        if (left && left.messages.length < letter.messages.length) return this.#begin(left)
        if (left) await this.#failed(left, error, () => this.#begin(left))
        return
      }
      this.#prepared.add(letter.id)
    }
    await this.#deliver(letter.chat)
  }

  /** Sends what waits for a chat, after what is being sent to it. */
  #deliver(chat: PeerId): Promise<void> {
    const before = this.#turns.get(chat) ?? Promise.resolve()
    const turn = before.then(() => alone(`${this.storage.name}:${chat}`, () => this.#drain(chat)))
    this.#turns.set(chat, turn)
    return turn
  }

  async #drain(chat: PeerId): Promise<void> {
    for (;;) {
      const waiting = await this.waiting(chat)
      const next = waiting.find((one) => !one.refused && this.#prepared.has(one.id))
      if (!next) return
      try {
        await this.post.send(next)
        await this.storage.delete('outbox', next.id)
        this.#prepared.delete(next.id)
        this.#say({ kind: 'withdrawn', randoms: next.messages.map(({ random = '' }) => random) })
      } catch (error) {
        if (!(await this.#failed(next, error, () => this.#deliver(chat)))) return
      }
    }
  }

  /** Tells whether a letter was refused for good; what may yet be sent is tried again. */
  async #failed(letter: Letter, error: unknown, retry: () => void): Promise<boolean> {
    const wait = laterBy(error)
    if (wait) setTimeout(retry, wait)
    if (wait !== null) return false
    const kept = await this.storage.get('outbox', letter.id)
    this.#prepared.delete(letter.id)
    if (kept) await this.#keep({ ...kept, refused: failureOf(error).reason })
    return true
  }

  async #find(random: string): Promise<Letter | undefined> {
    const all = await this.storage.getAll('outbox')
    return all.find((one) => one.messages.some((message) => message.random === random))
  }

  async #keep(letter: Letter): Promise<void> {
    await this.storage.put('outbox', letter)
    this.#say({ kind: 'letter', letter })
  }

  /** To this page and to others of the account. */
  #say(event: Event): void {
    this.tell(event)
    this.#others.postMessage(event)
  }
}

const AFTER_OUTAGE_MS = 5_000

/** In how many ms what failed is tried again; 0 if when the line is back, null if it was refused. */
export function laterBy(error: unknown): number | null {
  if (error instanceof Failure) {
    if (error.code === 420) return error.seconds * 1000
    if (error.code >= 500 || error.code < 0) return AFTER_OUTAGE_MS
    return error.code ? null : 0
  }
  // A client that is being closed; all else is a message that cannot be sent.
  return String(error).includes('destroyed') ? 0 : null
}

let last = 0

/** Grows with time; of two in one millisecond as well. */
function nextOrder(): number {
  last = Math.max(last + 0.001, Date.now())
  return last
}

/** Does something while no other page of this browser does it; pages by plain HTTP have no locks. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work()
  await navigator.locks.request(name, work)
}
