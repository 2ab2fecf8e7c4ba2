/**
 * The messages of a chat, as far as they are loaded.
 *
 * `messages` is one piece of the history without a hole, oldest first; `waiting` are one's own that are
 * not sent yet. The piece grows at both ends as somebody scrolls; what is far away is let go.
 */

import type { Slice } from '../bridge/messages'
import { keyOf, type Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { api, bridge } from './bridge'
import { chatOf } from './chats.svelte'
import { putPeers } from './peers.svelte'
import { session } from './session.svelte'

const PAGE = 50
/** So many stay; the list draws them all, so that the browser can find text in them. */
const MOST = 200

/** How messages that wait are sent. */
export interface Work {
  /** Theirs; one that was given up is taken out. */
  randoms: Set<string>
  /** What comes before and holds up no other message: bringing files to the server. */
  ready?(): Promise<unknown>
  send(): Promise<unknown>
}

export class History {
  messages = $state.raw<Message[]>([])
  waiting = $state.raw<Message[]>([])
  /** Whether the piece reaches the beginning and the end of the chat. */
  oldest = $state(false)
  newest = $state(false)
  loaded = $state(false)
  shown = $derived(this.newest ? [...this.messages, ...this.waiting] : this.messages)
  #loading = false
  /** Settles when all that was sent is through: one goes after the other, so they stay in order. */
  #sending = Promise.resolve()
  /** How each of those that wait is sent, by its random number. */
  readonly #works = new Map<string, Work>()

  constructor(readonly chat: PeerId) {}

  /** Loads the end, or what is around the first unread message. */
  async open(): Promise<void> {
    const { unread, readIn } = chatOf(this.chat)
    await this.#load(async () => {
      const place = unread > PAGE / 2 && readIn ? { around: readIn } : ({ end: true } as const)
      this.#replace(await api.messages.history(this.chat, place, PAGE))
    })
  }

  async toEnd(): Promise<void> {
    if (this.newest) return
    await this.#load(async () => {
      this.#replace(await api.messages.history(this.chat, { end: true }, PAGE))
    })
  }

  /** Loads what is around a message, unless that is here. */
  async around(id: number): Promise<void> {
    if (this.messages.some((one) => one.id === id)) return
    await this.#load(async () => {
      this.#replace(await api.messages.history(this.chat, { around: id }, PAGE))
    })
  }

  async older(): Promise<void> {
    const first = this.messages[0]
    if (this.oldest || !first) return
    await this.#load(async () => {
      const slice = await api.messages.history(this.chat, { before: first.id }, PAGE)
      putPeers(slice.peers)
      const joined = [...slice.messages, ...this.messages]
      if (joined.length > MOST) this.newest = false
      this.messages = joined.slice(0, MOST)
      this.oldest = slice.oldest
    })
  }

  async newer(): Promise<void> {
    const last = this.messages.at(-1)
    if (this.newest || !last) return
    await this.#load(async () => {
      const slice = await api.messages.history(this.chat, { after: last.id }, PAGE)
      putPeers(slice.peers)
      const joined = merge(this.messages, slice.messages)
      if (joined.length > MOST) this.oldest = false
      this.messages = joined.slice(-MOST)
      this.newest = slice.newest
    })
  }

  /** Shows a message at once and sends it; what fails stays, to be sent again. */
  async send(text: string, replyTo: number | null = null): Promise<void> {
    const message: Message = {
      id: 0,
      chat: this.chat,
      sender: session.self?.id ?? 0,
      out: true,
      date: Math.floor(Date.now() / 1000),
      text,
      entities: [],
      random: randomId(),
      delivery: 'sending',
    }
    if (replyTo) message.replyTo = replyTo
    const random = message.random ?? ''
    await this.put([message], {
      randoms: new Set([random]),
      send: () => api.messages.sendText(this.chat, text, random, replyTo),
    })
  }

  /** Shows messages at once; they are sent when it is their turn. */
  async put(messages: Message[], work: Work): Promise<void> {
    this.waiting = [...this.waiting, ...messages]
    for (const random of work.randoms) this.#works.set(random, work)
    await this.#deliver(work)
  }

  async again({ random = '' }: Message): Promise<void> {
    const work = this.#works.get(random)
    if (!work) return
    this.#mark(work, 'sending')
    await this.#deliver(work)
  }

  /** Gives up a message that is not sent yet. */
  withdraw(random: string): void {
    this.#works.get(random)?.randoms.delete(random)
    this.#works.delete(random)
    this.waiting = this.waiting.filter((one) => one.random !== random)
  }

  async #deliver(work: Work): Promise<void> {
    try {
      await work.ready?.()
    } catch {
      this.#mark(work, 'failed')
      return
    }
    this.#sending = this.#sending.then(() => this.#send(work))
    await this.#sending
  }

  async #send(work: Work): Promise<void> {
    if (!work.randoms.size) return
    try {
      await this.toEnd()
      await work.send()
    } catch {
      this.#mark(work, 'failed')
    }
  }

  #mark({ randoms }: Work, delivery: Message['delivery']): void {
    this.waiting = this.waiting.map((one) =>
      randoms.has(one.random ?? '') ? { ...one, delivery } : one,
    )
  }

  /** Takes in what happened in this chat. */
  heard(message: Message): void {
    if (message.random) this.withdraw(message.random)
    if (!this.newest) return
    this.messages = merge(this.messages, [message]).slice(-MOST)
    if (this.messages.length === MOST) this.oldest = false
  }

  edited(message: Message): void {
    this.messages = this.messages.map((one) =>
      one.id === message.id ? { ...message, ...(one.random ? { random: one.random } : {}) } : one,
    )
  }

  removed(ids: number[]): void {
    this.messages = this.messages.filter((one) => !ids.includes(one.id))
  }

  async #load(work: () => Promise<void>): Promise<void> {
    if (this.#loading) return
    this.#loading = true
    try {
      await work()
    } finally {
      this.#loading = false
    }
  }

  #replace(slice: Slice): void {
    putPeers(slice.peers)
    this.messages = slice.messages
    this.oldest = slice.oldest
    this.newest = slice.newest
    this.loaded = true
  }
}

/** Joins two sorted pieces; of the same message the later word counts, its name in lists stays. */
export function merge(one: Message[], other: Message[]): Message[] {
  const byId = new Map(one.map((message) => [message.id, message]))
  for (const message of other) {
    const known = byId.get(message.id)
    byId.set(message.id, known?.random ? { ...message, random: keyOf(known) } : message)
  }
  return [...byId.values()].sort((a, b) => a.id - b.id)
}

/** 63 random bits as a decimal number: the API's `random_id`. */
export function randomId(): string {
  const [number = 0n] = crypto.getRandomValues(new BigUint64Array(1))
  return String(number >> 1n)
}

const KEPT = 8
const histories = new Map<PeerId, History>()

/** The history of a chat; those looked at last are kept. */
export function historyOf(chat: PeerId): History {
  const known = histories.get(chat)
  histories.delete(chat)
  const history = known ?? new History(chat)
  histories.set(chat, history)
  for (const [id, old] of histories) {
    if (histories.size <= KEPT) break
    if (!old.waiting.length) histories.delete(id)
  }
  return history
}

bridge.listen((event) => {
  switch (event.kind) {
    case 'message':
      histories.get(event.message.chat)?.heard(event.message)
      break
    case 'edited':
      histories.get(event.message.chat)?.edited(event.message)
      break
    case 'deleted':
      // Ids of private chats and basic groups are one count; a channel has its own.
      for (const [id, history] of histories) {
        if (event.chat === null ? id > -1e12 : id === event.chat) history.removed(event.ids)
      }
      break
  }
})
