/** A line of the chat list. */

import type { Message } from './message'
import type { PeerId } from './peer'

export interface Chat {
  id: PeerId
  last?: Message
  unread: number
  mentions: number
  /** Messages of one's own with reactions that were not seen. */
  reactions: number
  markedUnread: boolean
  /** Up to which message I have read what others sent, and they what I sent. */
  readIn: number
  readOut: number
  /** Its place among the pinned, from 1; 0 if it is not pinned. */
  pinned: number
  archived: boolean
  muted: boolean
  /** Seconds since 1970. */
  mutedUntil: number
  /** As it would be typed, with marks for its formatting. */
  draft?: { text: string; date: number } | undefined
}

/** Sorts: pinned ones in their order, then by the time of the last word or draft. */
export function byOrder(one: Chat, other: Chat): number {
  if (one.pinned !== other.pinned) {
    if (!one.pinned) return 1
    if (!other.pinned) return -1
    return one.pinned - other.pinned
  }
  return lastTime(other) - lastTime(one) || other.id - one.id
}

export function lastTime(chat: Chat): number {
  return Math.max(chat.last?.date ?? 0, chat.draft?.date ?? 0)
}

/** Takes a new last message into a chat; what others sent counts as unread. */
export function withMessage(chat: Chat, message: Message): Chat {
  if (chat.last && chat.last.id > message.id && message.id) return chat
  const isNew = !message.out && message.id > chat.readIn && message.id > (chat.last?.id ?? 0)
  return {
    ...chat,
    last: message,
    unread: chat.unread + (isNew ? 1 : 0),
    mentions: chat.mentions + (isNew && message.mentioned ? 1 : 0),
  }
}

/** The pinned ones of a list, from above. */
export function pinnedIds(chats: Iterable<Chat>, archived: boolean): PeerId[] {
  return [...chats]
    .filter((chat) => chat.pinned && chat.archived === archived)
    .sort(byOrder)
    .map((chat) => chat.id)
}

/** Those whose time without sound is over. */
export function soundsAgain(chats: Iterable<Chat>, now: number): Chat[] {
  return [...chats].filter((chat) => chat.muted && chat.mutedUntil && chat.mutedUntil <= now)
}

export function emptyChat(id: PeerId): Chat {
  return {
    id,
    unread: 0,
    mentions: 0,
    reactions: 0,
    markedUnread: false,
    readIn: 0,
    readOut: 0,
    pinned: 0,
    archived: false,
    muted: false,
    mutedUntil: 0,
  }
}
