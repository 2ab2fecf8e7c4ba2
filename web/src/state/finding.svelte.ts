/** What is found everywhere for the words that somebody types. */

import type { After } from '../bridge/finding'
import type { Message } from '../model/message'
import type { Peer } from '../model/peer'
import { api } from './bridge'
import { putPeers } from './peers.svelte'

const PAUSE_MS = 250

export class Finding {
  mine = $state.raw<Peer[]>([])
  others = $state.raw<Peer[]>([])
  messages = $state.raw<Message[]>([])
  /** Whether the answers to the words of now have come. */
  done = $state(false)
  next = $state.raw<After>()
  #words = ''
  #timer = 0
  #loading = false

  /** Asks for words, once no more are typed. */
  ask(words: string): void {
    clearTimeout(this.#timer)
    if (words === this.#words) return
    this.#words = words
    this.done = false
    this.#timer = setTimeout(() => void this.#find(words), PAUSE_MS) as unknown as number
  }

  async more(): Promise<void> {
    const { next } = this
    const words = this.#words
    if (!next || this.#loading) return
    this.#loading = true
    try {
      const page = await api.finding.everywhere(words, next)
      if (words !== this.#words) return
      putPeers(page.peers)
      this.messages = [...this.messages, ...page.messages]
      this.next = page.next
    } finally {
      this.#loading = false
    }
  }

  async #find(words: string): Promise<void> {
    const [peers, page] = await Promise.all([
      api.finding.peers(words).catch(() => ({ mine: [], others: [] })),
      api.finding.everywhere(words, null).catch(() => undefined),
    ])
    if (words !== this.#words) return
    putPeers([...(page?.peers ?? []), ...peers.mine, ...peers.others])
    this.mine = peers.mine
    this.others = peers.others
    this.messages = page?.messages ?? []
    this.next = page?.next
    this.done = true
  }
}
