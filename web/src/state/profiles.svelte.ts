/** What profiles tell; asked for when one is opened, and again when something of it changed. */

import { SvelteMap } from 'svelte/reactivity'
import type { PeerId } from '../model/peer'
import type { Profile } from '../model/profile'
import { api, bridge } from './bridge'
import { putPeers } from './peers.svelte'

const known = new SvelteMap<PeerId, Profile>()

export function profileOf(id: PeerId): Profile | undefined {
  return known.get(id)
}

export async function learnProfile(id: PeerId): Promise<void> {
  const { profile, peers } = await api.profiles.get(id)
  putPeers(peers)
  known.set(id, profile)
}

export function changeProfile(id: PeerId, change: Partial<Profile>): void {
  const profile = known.get(id)
  if (profile) known.set(id, { ...profile, ...change })
}

/** Asks for a peer and its profile anew, after something was done to it. */
export async function learnAnew(id: PeerId): Promise<void> {
  const [peer] = await Promise.all([api.people.get(id), learnProfile(id)])
  putPeers([peer])
}

bridge.listen((event) => {
  if (event.kind === 'requests') changeProfile(event.chat, { requests: event.pending })
})
