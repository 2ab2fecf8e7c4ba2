/**
 * What this browser keeps of an account beside mtcute's own: what the page showed, the ends of the chats that
 * were read, and what waits to be sent.
 */

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import type { Letter } from '../model/letter'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import type { Piece } from '../model/piece'

export interface Stored extends DBSchema {
  /** What a part of the page wants to show before the server is asked, by the part's name. */
  shown: { key: string; value: unknown }
  messages: { key: [PeerId, number]; value: Message; indexes: { id: number } }
  /** Which messages of a chat are here without a hole. */
  pieces: { key: PeerId; value: Piece }
  outbox: { key: string; value: Letter; indexes: { chat: PeerId } }
}

export type Storage = IDBPDatabase<Stored>

const VERSION = 1

export function openStorage(name: string): Promise<Storage> {
  return openDB<Stored>(name, VERSION, {
    upgrade(db) {
      db.createObjectStore('shown')
      const messages = db.createObjectStore('messages', { keyPath: ['chat', 'id'] })
      messages.createIndex('id', 'id')
      db.createObjectStore('pieces', { keyPath: 'chat' })
      const outbox = db.createObjectStore('outbox', { keyPath: 'id' })
      outbox.createIndex('chat', 'chat')
    },
  })
}

export async function dropStorage(name: string): Promise<void> {
  await deleteDB(name, { blocked: () => {} })
}
