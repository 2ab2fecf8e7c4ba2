/** Who is signed in here, and the connection. */

import type { Connection } from '../bridge/contract'
import { failureOf } from '../model/failure'
import type { Peer } from '../model/peer'
import {
  dropAccount,
  isSignedIn,
  keepAccount,
  otherAccounts,
  showAccount,
  shownPlace,
} from './accounts.svelte'
import { api, bridge } from './bridge'
import { putPeers } from './peers.svelte'
import { watchPresence } from './presence'
import { serverConfig } from './server'
import { settings } from './settings.svelte'

type Stage = 'signedOut' | 'opening' | 'signedIn' | 'broken'

class Session {
  stage = $state<Stage>(isSignedIn() ? 'opening' : 'signedOut')
  connection = $state<Connection>('connecting')
  self = $state.raw<Peer>()
}

export const session = new Session()

let opened: Promise<Peer | null> | undefined

/** Starts the worker and lets it read what it stored; once. */
export function openWorker(): Promise<Peer | null> {
  opened ??= serverConfig()
    .then((config) => api.auth.open($state.snapshot(config), settings.language, shownPlace))
    .catch((error) => {
      opened = undefined
      throw error
    })
  return opened
}

export async function resume(): Promise<void> {
  try {
    const self = await openWorker()
    if (self) await signedIn(self)
    else forgetMark()
  } catch (error) {
    if (failureOf(error).code === 401) forgetMark()
    else session.stage = 'broken'
  }
}

export async function entered(): Promise<void> {
  await signedIn(await api.auth.self())
}

export async function logOut(): Promise<void> {
  try {
    await api.auth.logOut()
  } finally {
    leave()
  }
}

async function signedIn(self: Peer): Promise<void> {
  keepAccount(self)
  const { start } = await import('./start')
  await start()
  putPeers([self])
  session.self = self
  session.stage = 'signedIn'
  watchPresence()
}

function forgetMark(): void {
  dropAccount()
  session.stage = 'signedOut'
}

/** Goes on with another account that is signed in here, or to signing in. */
export function leave(): void {
  dropAccount()
  showAccount(otherAccounts()[0]?.place ?? 0)
}

bridge.listen((event) => {
  if (event.kind === 'connection') session.connection = event.state
  if (event.kind === 'signedOut') void logOut()
  if (event.kind === 'peers' && session.self) {
    const self = event.peers.find((peer) => peer.self)
    if (self) keepAccount(self)
    session.self = self ?? session.self
  }
})
