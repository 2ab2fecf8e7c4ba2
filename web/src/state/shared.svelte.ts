/** Everything of a kind that was sent in a chat, newest first, page by page. */

import { failureOf } from '../model/failure'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import type { SharedKind } from '../model/shared'
import { api, bridge } from './bridge'
import { tell } from './notice.svelte'
import { putPeers } from './peers.svelte'

const PAGE = 50

export class Shared {
  messages = $state.raw<Message[]>([])
  more = $state(true)
  #loading = false

  constructor(
    readonly chat: PeerId,
    readonly kind: SharedKind,
  ) {}

  async load(): Promise<void> {
    if (this.#loading || !this.more) return
    this.#loading = true
    try {
      const below = this.messages.at(-1)?.id ?? 0
      const page = await api.media.shared(this.chat, this.kind, below, PAGE)
      putPeers(page.peers)
      this.messages = [...this.messages, ...page.messages]
      this.more = page.messages.length === PAGE
    } catch (error) {
      this.more = false
      tell(failureOf(error))
    } finally {
      this.#loading = false
    }
  }

  /** Takes out what is deleted, until the returned function is called. */
  follow(): () => void {
    return bridge.listen((event) => {
      if (event.kind !== 'deleted') return
      const here = event.chat === null ? this.chat > -1e12 : event.chat === this.chat
      if (here) this.messages = this.messages.filter(({ id }) => !event.ids.includes(id))
    })
  }
}
