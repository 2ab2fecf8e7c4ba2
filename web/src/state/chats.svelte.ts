/** The chat list and the archive. */

import { untrack } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import type { ChatsPage } from '../bridge/chats'
import type { Event } from '../bridge/contract'
import { byOrder, type Chat, emptyChat, pinnedIds, soundsAgain, withMessage } from '../model/chat'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { api, bridge } from './bridge'
import { now } from './now.svelte'
import { putPeers } from './peers.svelte'
import { keepShown, lastShown } from './shown.svelte'

const all = new SvelteMap<PeerId, Chat>()
const asking = new Set<PeerId>()

/** One of the two lists: each chat is in the main one or in the archive. */
class Shelf {
  loaded = $state(false)
  more = $state(true)
  loading = $state(false)
  /** Whether what is shown is what the last start left, and not what the server has. */
  recalled = false

  constructor(readonly isArchive: boolean) {}
}

class Chats extends Shelf {
  readonly archive = new Shelf(true)
  /** Counts changes: thousands of chats are not watched one by one. */
  changes = $state(0)
  everyone = $derived.by(() => {
    void this.changes
    return [...known.values()].filter((chat) => chat.last || chat.draft).sort(byOrder)
  })
  sorted = $derived(this.everyone.filter((chat) => !chat.archived))
  archived = $derived(this.everyone.filter((chat) => chat.archived))
  unread = $derived(this.sorted.filter((chat) => chat.unread && !chat.muted).length)

  changed(): void {
    untrack(() => this.changes++)
  }
}

/** The same chats; reading them makes nobody wait for changes. */
const known = new Map<PeerId, Chat>()

export const chats = new Chats(false)

export function chatOf(id: PeerId): Chat {
  return all.get(id) ?? emptyChat(id)
}

function put(chat: Chat): void {
  known.set(chat.id, chat)
  all.set(chat.id, chat)
  chats.changed()
}

/** So many are shown at the next start before the server is asked. */
const KEPT = 200
const PART = 'chats'
/** So many are asked for by name at a time. */
const AT_A_TIME = 100

/** The chats of the last start; from then on they are kept. */
export async function recallChats(): Promise<void> {
  const kept = (await lastShown<Chat[]>(PART)) ?? []
  for (const shelf of [chats, chats.archive]) {
    const here = kept.filter((chat) => chat.archived === shelf.isArchive)
    if (!here.length || shelf.loaded) continue
    for (const chat of here) put(chat)
    shelf.recalled = true
    shelf.loaded = true
  }
  keepShown(PART, () => chats.everyone.slice(0, KEPT))
}

function take(page: ChatsPage): void {
  putPeers(page.peers)
  const moved = new Set(page.peers.filter(({ movedTo }) => movedTo).map(({ id }) => id))
  for (const chat of page.chats) if (!moved.has(chat.id)) put(chat)
}

/** Reads a list from its beginning, or the next page of it. */
export async function loadChats(anew = false, shelf: Shelf = chats): Promise<void> {
  if (shelf.loading || (!anew && shelf.loaded && !shelf.more)) return
  shelf.loading = true
  try {
    const here = shelf.isArchive ? chats.archived : chats.sorted
    const first = anew || shelf.recalled
    const last = first ? undefined : here.findLast((chat) => !chat.pinned && chat.last)
    const after = last?.last && { id: last.id, message: last.last.id, date: last.last.date }
    const page = await api.chats.list(after ?? null, shelf.isArchive)
    if (shelf.recalled) for (const chat of here) dropChat(chat.id)
    shelf.recalled = false
    take(page)
    shelf.more = page.more
    shelf.loaded = true
  } finally {
    shelf.loading = false
  }
}

export function changeChat(id: PeerId, change: Partial<Chat>): void {
  const chat = known.get(id)
  if (chat) put({ ...chat, ...change })
}

export function dropChat(id: PeerId): void {
  known.delete(id)
  all.delete(id)
  chats.changed()
}

/** Puts a chat on top of the pinned ones of its list, or back among the others. */
export function placePinned(id: PeerId, on: boolean): void {
  const chat = known.get(id)
  if (!chat) return
  const others = pinnedIds(known.values(), chat.archived).filter((one) => one !== id)
  orderPinned(on ? [id, ...others] : others, chat.archived)
}

export function orderPinned(ids: PeerId[], archived: boolean): void {
  for (const chat of [...known.values()]) {
    const place = ids.indexOf(chat.id) + 1
    if (chat.archived === archived && chat.pinned !== place) changeChat(chat.id, { pinned: place })
  }
}

/** Asks for a chat anew. */
export async function learnChat(id: PeerId): Promise<void> {
  if (asking.has(id)) return
  asking.add(id)
  try {
    take(await api.chats.some([id]))
  } finally {
    asking.delete(id)
  }
}

/** Asks for those of some chats that are not known yet. */
export async function learnChats(ids: PeerId[]): Promise<void> {
  const missing = ids.filter((id) => !known.has(id))
  for (let at = 0; at < missing.length; at += AT_A_TIME) {
    take(await api.chats.some(missing.slice(at, at + AT_A_TIME)))
  }
}

function heard(message: Message): void {
  const chat = known.get(message.chat)
  if (chat) put(withMessage(chat, message))
  else void learnChat(message.chat)
}

function reacted({ chat: id, id: message, reactions }: Event & { kind: 'reactions' }): void {
  const chat = known.get(id)
  if (chat?.last?.id === message) changeChat(id, { last: { ...chat.last, reactions } })
  if (chat && reactions.unseen) void learnChat(id)
}

/** One came into a room or left it: the list follows. */
async function entered(id: PeerId): Promise<void> {
  const peer = await api.people.get(id).catch(() => undefined)
  if (peer) putPeers([peer])
  if (!peer || peer.standing?.left) dropChat(id)
  else await learnChat(id)
}

bridge.listen((event) => {
  switch (event.kind) {
    case 'message':
      heard(event.message)
      break
    case 'peers':
      // What a group has become stands in the list in its place.
      for (const { id, movedTo } of event.peers) if (movedTo) dropChat(id)
      break
    case 'edited': {
      const chat = known.get(event.message.chat)
      if (chat?.last?.id === event.message.id) changeChat(chat.id, { last: event.message })
      break
    }
    case 'deleted':
      for (const chat of known.values()) {
        const here = event.chat === null ? chat.id > -1e12 : chat.id === event.chat
        if (here && chat.last && event.ids.includes(chat.last.id)) void learnChat(chat.id)
      }
      break
    case 'read':
      if (event.out)
        changeChat(event.chat, { readOut: Math.max(chatOf(event.chat).readOut, event.upTo) })
      else changeChat(event.chat, { readIn: event.upTo, unread: event.unread, markedUnread: false })
      break
    case 'chat':
      changeChat(event.id, event.change)
      break
    case 'pinnedChat':
      placePinned(event.id, event.on)
      break
    case 'pinnedChats':
      orderPinned(event.ids, event.archived)
      break
    case 'archived':
      for (const { id, archived } of event.chats) changeChat(id, { archived, pinned: 0 })
      break
    case 'reactions':
      reacted(event)
      break
    case 'room':
      void entered(event.id)
      break
    case 'stale':
      void loadChats(true)
      if (chats.archive.loaded) void loadChats(true, chats.archive)
      break
  }
})

// Those that were muted for a time sound again when it is over.
$effect.root(() => {
  $effect(() => {
    for (const chat of soundsAgain(known.values(), now())) changeChat(chat.id, { muted: false })
  })
})
