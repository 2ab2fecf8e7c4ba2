/** Everybody whom the page has heard of. */

import { SvelteMap } from 'svelte/reactivity'
import type { Peer, PeerId } from '../model/peer'
import { api, bridge } from './bridge'
import { t } from './language.svelte'
import { now } from './now.svelte'
import { keepShown, lastShown } from './shown.svelte'

const known = new SvelteMap<PeerId, Peer>()
const asking = new Set<PeerId>()

/** So many are known at the next start before the server is asked. */
const KEPT = 1_000
const PART = 'peers'

/** Those known at the last start; from then on they are kept. */
export async function recallPeers(): Promise<void> {
  for (const peer of (await lastShown<Peer[]>(PART)) ?? [])
    if (!known.has(peer.id)) known.set(peer.id, peer)
  keepShown(PART, () => [...known.values()].slice(-KEPT))
}

export function putPeers(peers: Peer[]): void {
  for (const peer of peers) known.set(peer.id, peer)
}

/** A peer; if it is not known it is asked for, and comes later. */
export function peerOf(id: PeerId): Peer | undefined {
  const peer = known.get(id)
  if (!peer && id && !asking.has(id)) {
    asking.add(id)
    api.people
      .get(id)
      .then((found) => putPeers([found]))
      .catch(() => {})
  }
  return peer
}

/** Somebody among others: oneself as a person, not as the place where one keeps messages. */
export function personOf(id: PeerId): Peer | undefined {
  const peer = peerOf(id)
  return peer?.self ? { ...peer, self: false } : peer
}

export function nameOf(id: PeerId): string {
  const peer = peerOf(id)
  if (peer?.self) return t('chats.you')
  return titleOf(peer)
}

/** What a chat with somebody is called. */
export function titleOf(peer: Peer | undefined): string {
  if (!peer) return '…'
  if (peer.self) return t('chats.saved')
  if (peer.deleted) return t('chats.deleted')
  return peer.title || '…'
}

export function isOnline(peer: Peer | undefined): boolean {
  return peer?.presence?.kind === 'online' && peer.presence.until > now() && !peer.self && !peer.bot
}

bridge.listen((event) => {
  if (event.kind === 'peers') putPeers(event.peers)
  if (event.kind === 'presence') {
    const peer = known.get(event.user)
    if (peer) known.set(peer.id, { ...peer, presence: event.presence })
  }
})
