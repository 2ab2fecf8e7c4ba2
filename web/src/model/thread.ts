/** A part of a chat that is read by itself: the comments of a post, or a topic of a forum. */

import type { Message } from './message'
import type { PeerId } from './peer'

/** What belongs to no topic of a forum is in this one. */
export const GENERAL = 1

/** The colours that the icon of a topic may have, as the API counts them. */
export const TOPIC_COLORS = [0x6fb9f0, 0xffd67e, 0xcb86db, 0x8eee98, 0xff93b2, 0xfb6f5f]

export const MOST_TITLE = 128

export interface Topic {
  title: string
  /** One of TOPIC_COLORS. */
  color: number
  closed: boolean
  hidden: boolean
  pinned: boolean
  /** Whether it was begun by whoever reads. */
  mine: boolean
}

export interface Thread {
  chat: PeerId
  /** The message that began it; of a topic, its number. */
  top: number
  unread: number
  mentions: number
  /** Up to which message I have read what others sent, and they what I sent. */
  readIn: number
  readOut: number
  /** As it would be typed, with marks for its formatting. */
  draft?: { text: string; date: number } | undefined
  last?: Message
  /** The post that these are comments of. */
  post?: { chat: PeerId; id: number }
  topic?: Topic
}

/** The thread of a message in its chat; 0 if it is in none. */
export function threadOf(message: Message, forum: boolean): number {
  const { thread = 0, topic, service } = message
  if (service?.kind === 'topicCreated') return message.id
  if (forum) return topic ? thread : GENERAL
  return thread
}

/** Whether a message stands on the page of a thread. */
export function isIn(message: Message, thread: number, forum: boolean): boolean {
  return !thread || message.id === thread || threadOf(message, forum) === thread
}

/** Sorts topics: pinned ones first, then by the time of the last word or draft. */
export function byNews(one: Thread, other: Thread): number {
  const pinned = Number(other.topic?.pinned) - Number(one.topic?.pinned)
  return pinned || newsOf(other) - newsOf(one) || other.top - one.top
}

function newsOf({ last, draft }: Thread): number {
  return Math.max(last?.date ?? 0, draft?.date ?? 0)
}

/** Takes a new last message into a thread; what others sent counts as unread. */
export function withLast(thread: Thread, message: Message): Thread {
  if (thread.last && message.id && thread.last.id >= message.id) return thread
  const isNew = !message.out && message.id > Math.max(thread.readIn, thread.last?.id ?? 0)
  return {
    ...thread,
    last: message,
    unread: thread.unread + Number(isNew),
    mentions: thread.mentions + Number(isNew && message.mentioned === true),
  }
}
