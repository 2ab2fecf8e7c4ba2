/** Finding words in one chat: which chat is searched, and where in what was found one is. */

import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { api } from './bridge'
import { putPeers } from './peers.svelte'

const PAUSE_MS = 250

let searched = $state<PeerId>(0)

/** The chat that is searched, or 0. */
export function searchedChat(): PeerId {
  return searched
}

export function openSearch(chat: PeerId): void {
  searched = chat
}

export function closeSearch(): void {
  searched = 0
}

export class Searching {
  count = $state(0)
  /** Which of those found one is led to: 0 is the newest. */
  at = $state(-1)
  done = $state(false)
  #found: Message[] = []
  #words = ''
  #timer = 0
  #going = false

  constructor(
    readonly chat: PeerId,
    readonly thread: number,
    readonly lead: (id: number) => void,
  ) {}

  /** Asks for words once no more are typed, and leads to the newest place. */
  ask(words: string): void {
    if (words === this.#words) return
    clearTimeout(this.#timer)
    this.#words = words
    this.#found = []
    this.done = false
    this.count = 0
    this.at = -1
    if (!words) return
    this.#timer = setTimeout(async () => {
      if (await this.#read(words, 0)) {
        this.done = true
        await this.go(1)
      }
    }, PAUSE_MS) as unknown as number
  }

  /** Leads to an older (1) or a newer (-1) place. */
  async go(step: number): Promise<void> {
    const next = this.at + step
    if (this.#going || next < 0 || next >= this.count) return
    this.#going = true
    try {
      const last = this.#found.at(-1)
      if (next >= this.#found.length && last) await this.#read(this.#words, last.id)
      const message = this.#found[next]
      if (!message) return
      this.at = next
      this.lead(message.id)
    } finally {
      this.#going = false
    }
  }

  /** Returns whether the answer is for the words of now. */
  async #read(words: string, below: number): Promise<boolean> {
    const page = await api.finding
      .inChat(this.chat, this.thread, words, below)
      .catch(() => undefined)
    if (!page || words !== this.#words) return false
    putPeers(page.peers)
    this.#found = [...this.#found, ...page.messages]
    this.count = Math.max(page.count, this.#found.length)
    return true
  }
}
