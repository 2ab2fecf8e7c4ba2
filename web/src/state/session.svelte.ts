/** Who is signed in here, and the connection. */

import type { Connection } from '../bridge/contract'
import { failureOf } from '../model/failure'
import type { Peer } from '../model/peer'
import { api, bridge } from './bridge'
import { putPeers } from './peers.svelte'
import { watchPresence } from './presence'
import { serverConfig } from './server'
import { settings } from './settings.svelte'

/** Set while somebody is signed in: then the worker is started at once. */
const MARK = 'hodhod.account'

type Stage = 'signedOut' | 'opening' | 'signedIn' | 'broken'

class Session {
  stage = $state<Stage>(localStorage.getItem(MARK) ? 'opening' : 'signedOut')
  connection = $state<Connection>('connecting')
  self = $state.raw<Peer>()
}

export const session = new Session()

let opened: Promise<Peer | null> | undefined

/** Starts the worker and lets it read what it stored; once. */
export function openWorker(): Promise<Peer | null> {
  opened ??= serverConfig()
    .then((config) => api.auth.open($state.snapshot(config), settings.language))
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
  localStorage.setItem(MARK, '1')
  const { start } = await import('./start')
  await start()
  putPeers([self])
  session.self = self
  session.stage = 'signedIn'
  watchPresence()
}

function forgetMark(): void {
  localStorage.removeItem(MARK)
  session.stage = 'signedOut'
}

/** Everything that the page knew goes with the page. */
export function leave(): void {
  localStorage.removeItem(MARK)
  location.hash = ''
  location.reload()
}

bridge.listen((event) => {
  if (event.kind === 'connection') session.connection = event.state
  if (event.kind === 'signedOut') void logOut()
  if (event.kind === 'peers' && session.self)
    session.self = event.peers.find((peer) => peer.self) ?? session.self
})
