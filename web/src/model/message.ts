/** A message as the page shows it. */

import type { Entity, EntityKind } from './entity'
import type { Buttons, Keys } from './keyboard'
import type { Media } from './media'
import type { PeerId } from './peer'
import type { Reactions } from './reaction'

export type { Entity, EntityKind }

/** What a line in the middle of a chat tells. Names are looked up by the page. */
export interface ServiceAction {
  kind:
    | 'joinedHodhod'
    | 'created'
    | 'joined'
    | 'letIn'
    | 'added'
    | 'left'
    | 'removed'
    | 'renamed'
    | 'photo'
    | 'photoGone'
    | 'pinned'
    | 'migrated'
    | 'migratedFrom'
    | 'ttl'
    | 'ttlOff'
    | 'topicCreated'
    | 'topicRenamed'
    | 'topicClosed'
    | 'topicReopened'
    | 'topicHidden'
    | 'topicShown'
    | 'topicChanged'
    | 'theme'
    | 'themeOff'
    | 'wallpaper'
    | 'suggestedPhoto'
    | 'suggestedBirthday'
    | 'screenshot'
    | 'owner'
    | 'ownerSoon'
    | 'answerAdded'
    | 'answerRemoved'
    | 'gift'
    | 'shared'
    | 'told'
    | 'call'
    | 'score'
    | 'allowed'
    | 'cleared'
    | 'protected'
    | 'unprotected'
    | 'custom'
    | 'other'
  people?: PeerId[]
  /** A name, a text or an emoji that it is about. */
  title?: string
  /** A time that it sets. */
  seconds?: number
}

/** Where a message of one's own is on its way. What others sent is always `sent`. */
export type Delivery = 'sending' | 'failed' | 'sent'

export interface Comments {
  count: number
  /** Who wrote the last ones. */
  recent: PeerId[]
}

export interface Message {
  /** In its chat; 0 while it is not sent. */
  id: number
  chat: PeerId
  sender: PeerId
  out: boolean
  /** Seconds since 1970. */
  date: number
  text: string
  entities: Entity[]
  media?: Media
  service?: ServiceAction
  replyTo?: number
  /** The message at the top of what it answers: of the comments of a post, of a topic of a forum. */
  thread?: number
  /** Whether the thread is a topic of a forum. */
  topic?: true
  /** The bot whose result it is. */
  via?: PeerId
  forwardedFrom?: { peer?: PeerId; name?: string; date: number; post?: number }
  edited?: number
  pinned?: boolean
  mentioned?: boolean
  silent?: boolean
  /** Of posts in channels. */
  views?: number
  forwards?: number
  /** Of a post in a channel that has a discussion. */
  comments?: Comments
  reactions?: Reactions
  /** Below a message of a bot. */
  buttons?: Buttons
  /** In place of the letters, from a message of a bot on. */
  keys?: Keys
  /** Messages of an album share it. */
  album?: string
  /** Of one's own: what the page named it by before it had an id. */
  random?: string
  delivery: Delivery
}

/** A name for lists that stays when a message that was being sent gets its id. */
export function keyOf(message: Message): string {
  return message.random ?? String(message.id)
}

const GROUP_GAP_S = 5 * 60

/** Tells whether two neighbours stand close together as one person's words. */
export function grouped(above: Message | undefined, below: Message | undefined): boolean {
  if (!above || !below || above.service || below.service) return false
  return (
    above.sender === below.sender &&
    above.out === below.out &&
    below.date - above.date < GROUP_GAP_S &&
    sameDay(above.date, below.date)
  )
}

/** Tells whether two times, in seconds, are on one day where the reader is. */
export function sameDay(one: number, other: number): boolean {
  return new Date(one * 1000).toDateString() === new Date(other * 1000).toDateString()
}

const JUMBO = 3
const ONLY_EMOJI = /^(?:\p{RGI_Emoji}\s*){1,3}$/v

/** How many emoji a message is made of, if of nothing else and of few; else 0. */
export function jumboEmoji(text: string): number {
  if (text.length > JUMBO * 40 || !ONLY_EMOJI.test(text.trim())) return 0
  return [...text.matchAll(/\p{RGI_Emoji}/gv)].length
}

const EDITABLE_S = 48 * 3600

/** Tells whether one may offer to change the text of a message; the server has the last word. */
export function mayEdit(message: Message, now: number): boolean {
  if (!message.out || message.service || message.delivery !== 'sent') return false
  if (message.forwardedFrom || !message.text) return false
  return now - message.date < EDITABLE_S
}

/** For whom a message can be deleted. */
export function deletable(message: Message, self: PeerId): { forMe: boolean; forAll: boolean } {
  const channel = message.chat <= -1e12
  if (channel) return { forMe: false, forAll: true }
  if (message.chat === self) return { forMe: true, forAll: false }
  return { forMe: true, forAll: message.chat > 0 || message.out }
}

/** For whom all of these can be deleted at once. */
export function deletableAll(
  messages: Message[],
  self: PeerId,
): { forMe: boolean; forAll: boolean } {
  const each = messages.map((message) => deletable(message, self))
  return { forMe: each.every(({ forMe }) => forMe), forAll: each.every(({ forAll }) => forAll) }
}
