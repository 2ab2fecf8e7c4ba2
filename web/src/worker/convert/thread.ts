/** Topics and discussions of the API → threads. */

import type { tl } from '@mtcute/core'
import type { ThreadsPage } from '../../bridge/threads'
import type { Message } from '../../model/message'
import { type PeerId, safeName } from '../../model/peer'
import type { Thread } from '../../model/thread'
import { draftOf } from './chat'
import { messageOf } from './message'
import { peersOf } from './peer'

export function topicsOf(
  chat: PeerId,
  from: tl.messages.RawForumTopics,
  self: number,
): ThreadsPage {
  const said = new Map<number, Message>()
  for (const raw of from.messages) {
    const message = messageOf(raw, self)
    if (message) said.set(message.id, message)
  }
  const threads = from.topics
    .filter((one) => one._ === 'forumTopic')
    .map((raw): Thread => {
      const last = said.get(raw.topMessage)
      const draft = draftOf(raw.draft)
      return {
        chat,
        top: raw.id,
        unread: raw.unreadCount,
        mentions: raw.unreadMentionsCount,
        readIn: raw.readInboxMaxId,
        readOut: raw.readOutboxMaxId,
        ...(last ? { last } : {}),
        ...(draft ? { draft } : {}),
        topic: {
          title: safeName(raw.title),
          color: raw.iconColor,
          closed: raw.closed === true,
          hidden: raw.hidden === true,
          pinned: raw.pinned === true,
          mine: raw.my === true,
        },
      }
    })
  return { threads, peers: peersOf(from), more: false }
}

/** @returns null if what began the discussion is gone */
export function discussionOf(from: tl.messages.RawDiscussionMessage, self: number): Thread | null {
  const [root] = from.messages
    .map((raw) => messageOf(raw, self))
    .filter((one) => one !== null)
    .sort((one, other) => one.id - other.id)
  if (!root) return null
  const { peer, post } = root.forwardedFrom ?? {}
  return {
    chat: root.chat,
    top: root.id,
    unread: from.unreadCount,
    mentions: 0,
    readIn: from.readInboxMaxId ?? 0,
    readOut: from.readOutboxMaxId ?? 0,
    ...(peer && post ? { post: { chat: peer, id: post } } : {}),
  }
}
