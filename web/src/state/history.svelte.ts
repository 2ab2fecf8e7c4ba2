/**
 * The messages of a chat, as far as they are loaded.
 *
 * `messages` is one piece of the history without a hole, oldest first; `waiting` are one's own that are
 * not sent yet. The piece grows at both ends as somebody scrolls; what is far away is let go.
 */

import type { Place, Slice } from '../bridge/messages'
import type { Letter } from '../model/letter'
import type { Formatted } from '../model/markup'
import { keyOf, type Message } from '../model/message'
import type { Outgoing } from '../model/outgoing'
import type { PeerId } from '../model/peer'
import { type PollChange, withChange } from '../model/poll'
import { type Reactions, withReactions } from '../model/reaction'
import { isIn } from '../model/thread'
import { api, bridge } from './bridge'
import { showFromHere } from './here.svelte'
import { peerOf, putPeers } from './peers.svelte'
import { session } from './session.svelte'
import { keepTags } from './tags'
import { readingOf } from './threads.svelte'

const PAGE = 50
/** So many stay; the list draws them all, so that the browser can find text in them. */
const MOST = 200
/** So many are drawn in one go, so that whoever scrolls is never held up. */
const AT_ONCE = 5

/** Lets the browser draw, and answer to whoever uses it, before there is more to do. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

export class History {
  messages = $state.raw<Message[]>([])
  waiting = $state.raw<Message[]>([])
  /** Whether the piece reaches the beginning and the end of the chat. */
  oldest = $state(false)
  newest = $state(false)
  loaded = $state(false)
  #loading = false
  #busy: Promise<void> | undefined
  #meanwhile: Message[] = []
  /** Whether there was no line when this was loaded: the server may have more. */
  #kept = false

  constructor(
    readonly chat: PeerId,
    /** The thread of the chat that it is the history of; 0 for all of the chat. */
    readonly thread = 0,
  ) {
    void api.outbox
      .waiting(chat)
      .then((all) => {
        for (const one of all) this.letter(one)
      })
      .catch(() => {})
  }

  /** Names it among all histories. */
  get key(): string {
    return keyIn(this.chat, this.thread)
  }

  /** What every message that is written here has. */
  get written(): Pick<Message, 'id' | 'chat' | 'sender' | 'out' | 'date' | 'delivery'> {
    const topic = peerOf(this.chat)?.forum ? { topic: true as const } : {}
    return {
      id: 0,
      chat: this.chat,
      sender: session.self?.id ?? 0,
      out: true,
      date: Math.floor(Date.now() / 1000),
      delivery: 'sending',
      ...(this.thread ? { thread: this.thread, ...topic } : {}),
    }
  }

  /** Loads the end, or what is around the first unread message. */
  async open(): Promise<void> {
    const { unread, readIn } = readingOf(this.chat, this.thread)
    await this.#load(async () => {
      const place = unread > PAGE / 2 && readIn ? { around: readIn } : ({ end: true } as const)
      this.#replace(await this.#read(place))
    })
  }

  async toEnd(): Promise<void> {
    if (this.newest) return
    await this.#load(async () => {
      this.#replace(await this.#read({ end: true }))
    })
  }

  /** Loads what is around a message, unless that is here. */
  async around(id: number): Promise<void> {
    await this.#busy
    if (this.messages.some((one) => one.id === id)) return
    await this.#load(async () => {
      this.#replace(await this.#read({ around: id }))
    })
  }

  async older(): Promise<void> {
    const first = this.messages[0]
    if (this.oldest || !first) return
    await this.#load(async () => {
      const slice = await this.#read({ before: first.id })
      putPeers(slice.peers)
      for (let end = slice.messages.length; end > 0; end -= AT_ONCE) {
        const joined = [...slice.messages.slice(Math.max(0, end - AT_ONCE), end), ...this.messages]
        if (joined.length > MOST) this.newest = false
        this.messages = joined.slice(0, MOST)
        await breath()
      }
      this.oldest = slice.oldest
    })
  }

  async newer(): Promise<void> {
    const last = this.messages.at(-1)
    if (this.newest || !last) return
    await this.#load(async () => {
      const slice = await this.#read({ after: last.id })
      putPeers(slice.peers)
      for (let start = 0; start < slice.messages.length; start += AT_ONCE) {
        const joined = merge(this.messages, slice.messages.slice(start, start + AT_ONCE))
        if (joined.length > MOST) this.oldest = false
        this.messages = joined.slice(-MOST)
        await breath()
      }
      this.newest = slice.newest
    })
  }

  /** Shows a message at once and sends it; what fails stays, to be sent again. */
  async send(
    { text, entities }: Formatted,
    replyTo: number | null = null,
    silent = false,
  ): Promise<void> {
    const message: Message = {
      ...this.written,
      text,
      entities,
      random: randomId(),
    }
    if (replyTo) message.replyTo = replyTo
    if (silent) message.silent = true
    keepTags(text)
    await this.post([message])
  }

  /** Shows messages that go together at once, and leaves sending them to the outbox. */
  async post(messages: Message[], files?: Record<string, Outgoing>): Promise<void> {
    const letter: Letter = {
      id: messages[0]?.random ?? '',
      chat: this.chat,
      messages,
      order: 0,
      ...(files ? { files } : {}),
    }
    this.letter(letter)
    try {
      await api.outbox.add(letter)
      await this.toEnd()
    } catch {
      this.letter({ ...letter, refused: 'NOT_KEPT' })
    }
  }

  async again({ random = '' }: Message): Promise<void> {
    await api.outbox.again(random)
  }

  /** Gives up a message that is not sent yet. */
  async withdraw(random: string): Promise<void> {
    this.withdrawn([random])
    await api.outbox.withdraw(random)
  }

  /** Takes in how it stands with a letter on its way. */
  letter({ messages, files, refused }: Letter): void {
    if (!this.#has(messages[0])) return
    showFromHere(files)
    const delivery = refused ? 'failed' : 'sending'
    const now = new Map(messages.map((one) => [one.random, { ...one, delivery } as const]))
    const known = this.waiting.map((one) => now.get(one.random) ?? one)
    const here = new Set(known.map(({ random }) => random))
    this.waiting = [...known, ...[...now.values()].filter(({ random }) => !here.has(random))]
  }

  withdrawn(randoms: string[]): void {
    this.waiting = this.waiting.filter(({ random = '' }) => !randoms.includes(random))
  }

  /** Asks the server for the end of what was shown without it. */
  async refresh(): Promise<void> {
    if (!this.#kept || !this.newest) return
    this.#kept = false
    await this.#load(async () => {
      const slice = await this.#read({ end: true })
      const first = slice.messages[0]
      const last = this.messages.at(-1)
      if (!first || !last || first.id > last.id) {
        this.#replace(slice)
        return
      }
      putPeers(slice.peers)
      const older = this.messages.filter((one) => one.id < first.id)
      this.messages = merge(older, slice.messages).slice(-MOST)
    })
  }

  /** What a list draws. No `$derived`: a history outlives the component that first asked for it. */
  get shown(): Message[] {
    return this.newest || !this.loaded ? [...this.messages, ...this.waiting] : this.messages
  }

  #has(message: Message | undefined): boolean {
    if (!message) return false
    return isIn(message, this.thread, peerOf(this.chat)?.forum === true)
  }

  /** Takes in what happened in this chat. */
  heard(message: Message): void {
    if (!this.#has(message)) return
    if (message.random) this.withdrawn([message.random])
    if (this.#loading) this.#meanwhile.push(message)
    if (!this.newest) return
    this.messages = merge(this.messages, [message]).slice(-MOST)
    if (this.messages.length === MOST) this.oldest = false
  }

  edited(message: Message): void {
    this.messages = this.messages.map((one) =>
      one.id === message.id ? { ...message, ...(one.random ? { random: one.random } : {}) } : one,
    )
  }

  reacted(id: number, reactions: Reactions | undefined): void {
    this.messages = this.messages.map((one) => {
      if (one.id !== id) return one
      const { reactions: known, ...rest } = one
      return reactions ? { ...rest, reactions: withReactions(known, reactions) } : rest
    })
  }

  pinned(ids: number[], on: boolean): void {
    this.messages = this.messages.map((one) =>
      ids.includes(one.id) ? { ...one, pinned: on } : one,
    )
  }

  counted(id: number, counts: Pick<Message, 'views' | 'forwards' | 'comments'>): void {
    this.messages = this.messages.map((one) => (one.id === id ? { ...one, ...counts } : one))
  }

  polled(change: PollChange): void {
    this.messages = this.messages.map((one) => {
      const { media } = one
      if (media?.kind !== 'poll' || media.id !== change.id) return one
      return { ...one, media: withChange(media, change) }
    })
  }

  removed(ids: number[]): void {
    this.messages = this.messages.filter((one) => !ids.includes(one.id))
  }

  #read(place: Place): Promise<Slice> {
    return api.messages.history(this.chat, place, PAGE, this.thread)
  }

  async #load(work: () => Promise<void>): Promise<void> {
    if (this.#loading) return
    this.#loading = true
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#busy = promise
    try {
      await work()
      // What came while the answer was on its way may not be in it.
      if (this.newest) this.messages = merge(this.messages, this.#meanwhile).slice(-MOST)
    } finally {
      this.#loading = false
      this.#meanwhile = []
      resolve()
    }
  }

  #replace(slice: Slice): void {
    putPeers(slice.peers)
    this.messages = slice.messages
    this.oldest = slice.oldest
    this.newest = slice.newest
    this.loaded = true
    this.#kept = slice.kept === true
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
const histories = new Map<string, History>()

const keyIn = (chat: PeerId, thread: number): string => `${chat}/${thread}`

/** The history of a chat or a thread of it; those looked at last are kept. */
export function historyOf(chat: PeerId, thread = 0): History {
  const key = keyIn(chat, thread)
  const known = histories.get(key)
  histories.delete(key)
  const history = known ?? new History(chat, thread)
  histories.set(key, history)
  for (const [id, old] of histories) {
    if (histories.size <= KEPT) break
    if (!old.waiting.length) histories.delete(id)
  }
  return history
}

/** Those of a chat and its threads that are kept. */
export function historiesOf(chat: PeerId): History[] {
  return [...histories.values()].filter((one) => one.chat === chat)
}

bridge.listen((event) => {
  switch (event.kind) {
    case 'message':
      for (const one of historiesOf(event.message.chat)) one.heard(event.message)
      break
    case 'edited':
      for (const one of historiesOf(event.message.chat)) one.edited(event.message)
      break
    case 'reactions':
      for (const one of historiesOf(event.chat)) one.reacted(event.id, event.reactions)
      break
    case 'pinned':
      for (const one of historiesOf(event.chat)) one.pinned(event.ids, event.on)
      break
    case 'counted': {
      const { kind: _, chat, id, ...counts } = event
      for (const one of historiesOf(chat)) one.counted(id, counts)
      break
    }
    case 'poll':
      for (const history of histories.values()) history.polled(event.change)
      break
    case 'letter':
      for (const one of historiesOf(event.letter.chat)) one.letter(event.letter)
      break
    case 'withdrawn':
      for (const history of histories.values()) history.withdrawn(event.randoms)
      break
    case 'connection':
      if (event.state === 'connected')
        for (const history of histories.values()) void history.refresh()
      break
    case 'deleted':
      // Ids of private chats and basic groups are one count; a channel has its own.
      for (const one of histories.values()) {
        const here = event.chat === null ? one.chat > -1e12 : one.chat === event.chat
        if (here) one.removed(event.ids)
      }
      break
  }
})
