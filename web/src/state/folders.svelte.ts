/** Folders of the chat list, the one that is open, and the one that is being made or changed. */

import { chatsIn, type Folder } from '../model/folder'
import { api, bridge } from './bridge'
import { chats, learnChats } from './chats.svelte'
import { peerOf } from './peers.svelte'
import { keepShown, lastShown } from './shown.svelte'

const PART = 'folders'

class Folders {
  all = $state.raw<Folder[]>([])
  /** The one whose tab is open; 0 for all chats. */
  openId = $state(0)
  open = $derived(this.all.find(({ id }) => id === this.openId))
  shown = $derived(this.open ? chatsIn(this.open, chats.everyone, peerOf) : chats.sorted)
  edited = $state.raw<Folder>()
  #begun = false

  /** Shows those of the last start, then what the server has; from then on they are kept. */
  async begin(): Promise<void> {
    if (this.#begun) return
    this.#begun = true
    this.all = (await lastShown<Folder[]>(PART)) ?? []
    keepShown(PART, () => this.all)
    await this.learn()
  }

  async learn(): Promise<void> {
    this.all = await api.folders.list().catch(() => this.all)
    // Chats that a folder names may be far below in the list.
    await learnChats(this.all.flatMap(({ pinned, named }) => [...pinned, ...named])).catch(() => {})
  }
}

export const folders = new Folders()

bridge.listen(({ kind }) => {
  if (kind === 'folders' || kind === 'stale') void folders.learn()
})
