/** Threads that are looked at: the comments of posts, and the topics of forums. */

import { SvelteMap } from 'svelte/reactivity'
import type { ThreadsPage } from '../bridge/threads'
import { failureOf } from '../model/failure'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { byNews, type Thread, threadOf, withLast } from '../model/thread'
import { api, bridge } from './bridge'
import { chatOf, learnChat } from './chats.svelte'
import { tell } from './notice.svelte'
import { peerOf, putPeers } from './peers.svelte'

const known = new SvelteMap<string, Thread>()
const asking = new Set<string>()

const keyOf = (chat: PeerId, top: number): string => `${chat}/${top}`

function put(thread: Thread): void {
  known.set(keyOf(thread.chat, thread.top), thread)
}

function take({ threads, peers }: Omit<ThreadsPage, 'more'>): void {
  putPeers(peers)
  for (const thread of threads) put(asRead(thread))
}

/** What was read meanwhile is read, though an answer on its way did not know. */
function asRead(thread: Thread): Thread {
  const readIn = threadAt(thread.chat, thread.top)?.readIn ?? 0
  if (readIn <= thread.readIn) return thread
  const all = !thread.last || thread.last.id <= readIn
  return { ...thread, readIn, unread: all ? 0 : thread.unread }
}

export function threadAt(chat: PeerId, top: number): Thread | undefined {
  return known.get(keyOf(chat, top))
}

const UNKNOWN = { unread: 0, mentions: 0, readIn: 0, readOut: 0 }

/** How far a chat is read, or one of its threads. */
export function readingOf(chat: PeerId, thread: number): typeof UNKNOWN {
  return thread ? (threadAt(chat, thread) ?? UNKNOWN) : chatOf(chat)
}

export function changeThread(chat: PeerId, top: number, change: Partial<Thread>): void {
  const thread = threadAt(chat, top)
  if (thread) put({ ...thread, ...change })
}

/** Asks for a thread anew: a topic of a forum, or the discussion of a message. */
export async function learnThread(chat: PeerId, top: number, forum: boolean): Promise<void> {
  const key = keyOf(chat, top)
  if (asking.has(key)) return
  asking.add(key)
  try {
    if (forum) {
      const page = await api.threads.some(chat, [top])
      take(page)
      if (!page.threads.length) known.delete(key)
    } else {
      const { thread, peers } = await api.threads.get(chat, top)
      take({ threads: [thread], peers })
    }
  } finally {
    asking.delete(key)
  }
}

/** The page of the comments of a post. */
export async function commentsOf(post: Message): Promise<Thread> {
  const { thread, peers } = await api.threads.get(post.chat, post.id)
  take({ threads: [{ ...thread, post: { chat: post.chat, id: post.id } }], peers })
  return thread
}

/** The topics of a forum, page by page. */
export class Topics {
  loaded = $state(false)
  more = $state(true)
  #loading = false
  #last: Thread | null = null

  constructor(readonly chat: PeerId) {}

  get all(): Thread[] {
    return [...known.values()].filter((one) => one.chat === this.chat && one.topic).sort(byNews)
  }

  async load(anew = false): Promise<void> {
    if (this.#loading || (!anew && !this.more)) return
    this.#loading = true
    try {
      const page = await api.threads.topics(this.chat, anew ? null : this.#last)
      if (anew) for (const one of this.all) known.delete(keyOf(one.chat, one.top))
      take(page)
      this.#last = page.threads.findLast(({ topic }) => !topic?.pinned) ?? null
      this.more = page.more && this.#last !== null
      this.loaded = true
    } catch (error) {
      this.more = false
      tell(failureOf(error))
    } finally {
      this.#loading = false
    }
  }
}

const forums = new Map<PeerId, Topics>()

export function topicsOf(chat: PeerId): Topics {
  const topics = forums.get(chat) ?? new Topics(chat)
  forums.set(chat, topics)
  return topics
}

/** Does something with a topic, and shows what became of it. */
export async function withTopic(thread: Thread, work: Promise<void>): Promise<boolean> {
  try {
    await work
    await learnThread(thread.chat, thread.top, true)
    return true
  } catch (error) {
    tell(failureOf(error))
    return false
  }
}

function heard(message: Message): void {
  const forum = peerOf(message.chat)?.forum === true
  const top = threadOf(message, forum)
  const thread = top && threadAt(message.chat, top)
  if (thread) put(withLast(thread, message))
  const changed = message.service?.kind.startsWith('topic')
  if (forum && forums.get(message.chat)?.loaded && (changed || !thread)) {
    void learnThread(message.chat, top, true)
  }
}

bridge.listen((event) => {
  switch (event.kind) {
    case 'message':
      if (event.message.chat <= -1e12) heard(event.message)
      break
    case 'threadRead': {
      const thread = threadAt(event.chat, event.top)
      if (!thread) break
      if (event.out) put({ ...thread, readOut: Math.max(thread.readOut, event.upTo) })
      else void learnThread(event.chat, event.top, thread.topic !== undefined).catch(() => {})
      if (thread.topic && !event.out) void learnChat(event.chat)
      break
    }
    case 'threadDraft':
      changeThread(event.chat, event.top, { draft: event.draft })
      break
    case 'topics':
      if (forums.get(event.chat)?.loaded) void topicsOf(event.chat).load(true)
      break
    case 'deleted':
      for (const thread of known.values()) {
        if (thread.chat !== event.chat || !thread.topic) continue
        if (event.ids.includes(thread.top)) known.delete(keyOf(thread.chat, thread.top))
        else if (thread.last && event.ids.includes(thread.last.id))
          void learnThread(thread.chat, thread.top, true)
      }
      break
  }
})
