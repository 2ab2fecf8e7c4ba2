/** The accounts that are signed in here and not shown: what is unread in them, and what comes. */

import { SvelteMap } from 'svelte/reactivity'
import { openBridge } from '../bridge/page'
import type { Chat } from '../model/chat'
import type { Message } from '../model/message'
import { isTold } from '../model/notify'
import type { Peer, PeerId } from '../model/peer'
import { dropAccount, otherAccounts, type Signed } from './accounts.svelte'
import { startWorker } from './bridge'
import { notify, wordsOf } from './notifying.svelte'
import { serverConfig } from './server'
import { settings } from './settings.svelte'

const PAUSE_MS = 1_000
const unread = new SvelteMap<number, number>()

/** How many chats of an account have something unread. */
export function unreadOf({ place }: Signed): number {
  return unread.get(place) ?? 0
}

export function unreadInOthers(): number {
  return otherAccounts().reduce((sum, one) => sum + unreadOf(one), 0)
}

/** Follows them from now on. */
export function watchOthers(): void {
  for (const one of otherAccounts()) void watch(one).catch(() => {})
}

async function watch(account: Signed): Promise<void> {
  const { api, listen, close } = openBridge(startWorker)
  const chats = new Map<PeerId, Chat>()
  const peers = new Map<PeerId, Peer>()
  let waiting = false

  const count = async (): Promise<void> => {
    waiting = false
    const page = await api.chats.list(null, false)
    for (const peer of page.peers) peers.set(peer.id, peer)
    chats.clear()
    for (const chat of page.chats) chats.set(chat.id, chat)
    unread.set(account.place, page.chats.filter((chat) => chat.unread && !chat.muted).length)
  }

  const tell = (message: Message): void => {
    const chat = chats.get(message.chat)
    if (!chat || !isTold(message, chat, false)) return
    const title = peers.get(message.chat)?.title ?? ''
    void notify(`${title} · ${account.title}`, wordsOf(message), account.place, message.chat)
  }

  const end = (): void => {
    dropAccount(account.place)
    unread.delete(account.place)
    void api.auth
      .logOut()
      .catch(() => {})
      .finally(close)
  }

  listen((event) => {
    if (event.kind === 'signedOut') end()
    if (event.kind === 'peers') for (const peer of event.peers) peers.set(peer.id, peer)
    if (event.kind === 'message') tell(event.message)
    if (waiting || !['message', 'read', 'chat', 'stale'].includes(event.kind)) return
    waiting = true
    setTimeout(() => void count().catch(() => {}), PAUSE_MS)
  })
  const self = await api.auth.open(
    $state.snapshot(await serverConfig()),
    settings.language,
    account.place,
  )
  if (self) await count()
  else end()
}
