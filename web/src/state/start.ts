/** What is done once somebody is signed in: show what the last start left, then ask the server. */

import { otherAccounts } from './accounts.svelte'
import { loadChats, recallChats } from './chats.svelte'
import { watchMessages } from './notifying.svelte'
import { watchOutbox } from './outbox.svelte'
import { recallPeers } from './peers.svelte'
import { keepPage } from './version.svelte'

export async function start(): Promise<void> {
  await Promise.all([recallPeers(), recallChats()])
  void loadChats(true)
  watchOutbox()
  watchMessages()
  void keepPage()
  if (otherAccounts().length) void import('./others.svelte').then((others) => others.watchOthers())
}
