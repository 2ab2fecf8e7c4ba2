/** The ends of chats that are kept, so that they can be read without a line. */

import type { Event } from '../bridge/contract'
import type { Place, Slice } from '../bridge/messages'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { grown, type Piece } from '../model/piece'
import type { Storage } from './storage'

/** So many messages of a chat are kept. */
const MOST = 2_000

export class Kept {
  /** What comes is written one after the other. */
  #writing: Promise<unknown> = Promise.resolve()

  constructor(readonly storage: Storage) {}

  /** Remembers what the server answered. */
  put(chat: PeerId, place: Place, { messages, oldest, newest }: Slice): Promise<void> {
    return this.#write(async () => {
      const first = messages[0]
      const last = messages.at(-1)
      const tx = this.storage.transaction(['messages', 'pieces'], 'readwrite')
      const store = tx.objectStore('messages')
      if (!first || !last) {
        if ('end' in place) await tx.objectStore('pieces').put(nothing(chat))
        return tx.done
      }
      const known = await tx.objectStore('pieces').get(chat)
      // The slice begins right below the message that it was asked before.
      const to = 'before' in place && place.before === known?.from ? known.from : last.id
      const read = { from: first.id, to, oldest, newest }
      const piece = grown(known, chat, read)
      if (!piece || piece === known) return tx.done
      const gone = known && piece.from > known.to ? everything(chat) : span(chat, first.id, last.id)
      for (const key of await store.getAllKeys(gone)) await store.delete(key)
      for (const message of messages) await store.put(message)
      await tx.objectStore('pieces').put(piece)
      return tx.done
    })
  }

  /** What is kept at a place of a history; nothing if that is not kept. */
  async read(chat: PeerId, place: Place, limit: number): Promise<Slice | undefined> {
    const piece = await this.storage.get('pieces', chat)
    if (piece && 'around' in place && within(piece, place.around)) {
      const half = Math.floor(limit / 2)
      const [older, newer] = await Promise.all([
        this.read(chat, { before: place.around }, half),
        this.read(chat, { after: place.around - 1 }, limit - half),
      ])
      if (!older || !newer) return older ?? newer
      const messages = [...older.messages, ...newer.messages]
      return { messages, peers: [], oldest: older.oldest, newest: newer.newest }
    }
    const bounds = piece && boundsOf(piece, place)
    if (!piece || !bounds) return undefined
    const [from, to] = bounds
    const range = span(chat, Math.max(from, piece.from), Math.min(to, piece.to))
    const backwards = !('after' in place)
    const messages: Message[] = []
    let cursor = await this.storage
      .transaction('messages')
      .store.openCursor(range, backwards ? 'prev' : 'next')
    while (cursor && messages.length < limit) {
      messages.push(cursor.value)
      cursor = await cursor.continue()
    }
    if (backwards) messages.reverse()
    const first = messages[0]
    const last = messages.at(-1)
    if (!first || !last) return piece.to ? undefined : NOTHING
    return {
      messages,
      peers: [],
      oldest: piece.oldest && backwards && messages.length < limit,
      newest: last.id >= piece.to,
    }
  }

  /** Takes in what happened. */
  heard(event: Event): void {
    switch (event.kind) {
      case 'message':
        void this.#write(() => this.#append(event.message))
        break
      case 'edited':
        void this.#write(() => this.#replace(event.message))
        break
      case 'deleted':
        void this.#write(() => this.#remove(event.chat, event.ids))
        break
    }
  }

  async #append(message: Message): Promise<void> {
    const piece = await this.storage.get('pieces', message.chat)
    if (!piece || message.id <= piece.to) return
    const tx = this.storage.transaction(['messages', 'pieces'], 'readwrite')
    const store = tx.objectStore('messages')
    await store.put(message)
    piece.to = message.id
    const many = await store.count(everything(message.chat))
    if (many > MOST) {
      const keys = await store.getAllKeys(everything(message.chat), many - MOST + 1)
      for (const key of keys.slice(0, -1)) await store.delete(key)
      piece.from = keys.at(-1)?.[1] ?? piece.from
      piece.oldest = false
    }
    await tx.objectStore('pieces').put(piece)
    await tx.done
  }

  async #replace(message: Message): Promise<void> {
    const key: [PeerId, number] = [message.chat, message.id]
    if (await this.storage.getKey('messages', key)) await this.storage.put('messages', message)
  }

  /** Ids of private chats and basic groups are one count; a channel has its own. */
  async #remove(chat: PeerId | null, ids: number[]): Promise<void> {
    const tx = this.storage.transaction('messages', 'readwrite')
    for (const id of ids) {
      if (chat !== null) {
        await tx.store.delete([chat, id])
        continue
      }
      for (const key of await tx.store.index('id').getAllKeys(id)) {
        if (key[0] > -1e12) await tx.store.delete(key)
      }
    }
    await tx.done
  }

  #write<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#writing.then(work)
    // A browser that keeps nothing (full, or private) still shows everything.
    this.#writing = done.catch((error) => console.warn('not kept:', error))
    return done
  }
}

/** A history that is known to be empty. */
function nothing(chat: PeerId): Piece {
  return { chat, from: 0, to: 0, oldest: true }
}

const NOTHING: Slice = { messages: [], peers: [], oldest: true, newest: true }

function span(chat: PeerId, from: number, to: number): IDBKeyRange {
  return IDBKeyRange.bound([chat, Math.min(from, to)], [chat, to])
}

function everything(chat: PeerId): IDBKeyRange {
  return span(chat, 0, Number.MAX_SAFE_INTEGER)
}

function boundsOf(piece: Piece, place: Place): [number, number] | undefined {
  if ('end' in place) return [piece.from, piece.to]
  if ('before' in place) return within(piece, place.before) && [piece.from, place.before - 1]
  if ('after' in place) return within(piece, place.after) && [place.after + 1, piece.to]
  return undefined
}

function within(piece: Piece, id: number): true | undefined {
  return (id >= piece.from && id <= piece.to) || undefined
}
