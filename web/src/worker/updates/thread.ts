/** Updates about threads of chats → events. */

import type { tl } from '@mtcute/core'
import { toggleChannelIdMark } from '@mtcute/core/utils.js'
import type { Event } from '../../bridge/contract'
import { draftOf } from '../convert/chat'
import { peerIdOf } from '../convert/peer'

type Update =
  | tl.RawUpdateReadChannelDiscussionInbox
  | tl.RawUpdateReadChannelDiscussionOutbox
  | tl.RawUpdatePinnedForumTopic
  | tl.RawUpdatePinnedForumTopics
  | tl.RawUpdateDraftMessage

export function threadEventOf(update: Update): Event {
  switch (update._) {
    case 'updateReadChannelDiscussionInbox':
    case 'updateReadChannelDiscussionOutbox':
      return {
        kind: 'threadRead',
        chat: toggleChannelIdMark(update.channelId),
        top: update.topMsgId,
        out: update._ === 'updateReadChannelDiscussionOutbox',
        upTo: update.readMaxId,
      }
    case 'updateDraftMessage': {
      const chat = peerIdOf(update.peer)
      const draft = draftOf(update.draft)
      return update.topMsgId
        ? { kind: 'threadDraft', chat, top: update.topMsgId, draft }
        : { kind: 'chat', id: chat, change: { draft } }
    }
    default:
      return { kind: 'topics', chat: peerIdOf(update.peer) }
  }
}
