/** The chat list. */

import { SvelteMap } from 'svelte/reactivity'
import type { ChatsPage } from '../bridge/chats'
import { byOrder, type Chat, emptyChat, withMessage } from '../model/chat'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { api, bridge } from './bridge'
import { putPeers } from './peers.svelte'
import { keepShown, lastShown } from './shown.svelte'

const all = new SvelteMap<PeerId, Chat>()
const asking = new Set<PeerId>()

class Chats {
  loaded = $state(false)
  more = $state(true)
  loading = $state(false)
  sorted = $derived([...all.values()].filter((chat) => !chat.archived && chat.last).sort(byOrder))
  unread = $derived(this.sorted.filter((chat) => chat.unread && !chat.muted).length)
}

export const chats = new Chats()

export function chatOf(id: PeerId): Chat {
  return all.get(id) ?? emptyChat(id)
}

function take(page: ChatsPage): void {
  putPeers(page.peers)
  for (const chat of page.chats) all.set(chat.id, chat)
}

/** So many are shown at the next start before the server is asked. */
const KEPT = 200
const PART = 'chats'
/** Whether what is shown is what the last start left, and not what the server has. */
let recalled = false

/** The chats of the last start; from then on they are kept. */
export async function recallChats(): Promise<void> {
  const kept = (await lastShown<Chat[]>(PART)) ?? []
  if (kept.length && !chats.loaded) {
    for (const chat of kept) all.set(chat.id, chat)
    recalled = true
    chats.loaded = true
  }
  keepShown(PART, () => [...all.values()].sort(byOrder).slice(0, KEPT))
}

/** Reads the list from its beginning, or the next page of it. */
export async function loadChats(anew = false): Promise<void> {
  if (chats.loading || (!anew && chats.loaded && !chats.more)) return
  chats.loading = true
  try {
    const last = anew || recalled ? undefined : chats.sorted.filter((chat) => !chat.pinned).at(-1)
    const after = last?.last && { id: last.id, message: last.last.id, date: last.last.date }
    const page = await api.chats.list(after ?? null)
    if (recalled) all.clear()
    recalled = false
    take(page)
    chats.more = page.more
    chats.loaded = true
  } finally {
    chats.loading = false
  }
}

export function changeChat(id: PeerId, change: Partial<Chat>): void {
  const chat = all.get(id)
  if (chat) all.set(id, { ...chat, ...change })
}

async function learn(id: PeerId): Promise<void> {
  if (asking.has(id)) return
  asking.add(id)
  try {
    take(await api.chats.some([id]))
  } finally {
    asking.delete(id)
  }
}

function heard(message: Message): void {
  const chat = all.get(message.chat)
  if (chat) all.set(chat.id, withMessage(chat, message))
  else void learn(message.chat)
}

bridge.listen((event) => {
  switch (event.kind) {
    case 'message':
      heard(event.message)
      break
    case 'edited': {
      const chat = all.get(event.message.chat)
      if (chat?.last?.id === event.message.id) changeChat(chat.id, { last: event.message })
      break
    }
    case 'deleted':
      for (const chat of all.values()) {
        const here = event.chat === null ? chat.id > -1e12 : chat.id === event.chat
        if (here && chat.last && event.ids.includes(chat.last.id)) void learn(chat.id)
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
    case 'stale':
      void loadChats(true)
      break
  }
})
