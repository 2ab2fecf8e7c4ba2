/** Updates of the API → events. What a topic adds goes to a file of its own beside this one. */

import type { RawUpdateInfo, tl } from '@mtcute/core'
import type { BaseTelegramClient } from '@mtcute/core/client.js'
import { toggleChannelIdMark } from '@mtcute/core/utils.js'
import type { Event } from '../../bridge/contract'
import type { Peer } from '../../model/peer'
import { ARCHIVE, isMuted } from '../convert/chat'
import { messageOf } from '../convert/message'
import { chatPeerOf, peerIdOf, presenceOf, userOf } from '../convert/peer'
import { pollChangeOf } from '../convert/poll'
import { reactionsOf } from '../convert/reaction'
import { threadEventOf } from './thread'

export function followUpdates(
  client: BaseTelegramClient,
  self: () => number,
  tell: (event: Event) => void,
): void {
  client.onRawUpdate.add(({ update, peers }: RawUpdateInfo) => {
    const told: Peer[] = []
    for (const user of peers.users.values())
      if (!('min' in user && user.min)) told.push(userOf(user))
    for (const chat of peers.chats.values())
      if (!('min' in chat && chat.min)) told.push(chatPeerOf(chat))
    if (told.length) tell({ kind: 'peers', peers: told })
    const event = eventOf(update, self())
    if (event) tell(event)
  })
}

export function eventOf(update: tl.TypeUpdate, self: number): Event | null {
  switch (update._) {
    case 'updateNewMessage':
    case 'updateNewChannelMessage': {
      const message = messageOf(update.message, self)
      return message && { kind: 'message', message }
    }
    case 'updateEditMessage':
    case 'updateEditChannelMessage': {
      const message = messageOf(update.message, self)
      return message && { kind: 'edited', message }
    }
    case 'updateDeleteMessages':
      return update.messages.length ? { kind: 'deleted', chat: null, ids: update.messages } : null
    case 'updateDeleteChannelMessages':
      return { kind: 'deleted', chat: toggleChannelIdMark(update.channelId), ids: update.messages }
    case 'updateUserStatus':
      return { kind: 'presence', user: update.userId, presence: presenceOf(update.status) }
    case 'updateUserTyping':
      return typing(update.userId, 0, update.userId, update.action)
    case 'updateChatUserTyping':
      return typing(-update.chatId, 0, peerIdOf(update.fromId), update.action)
    case 'updateChannelUserTyping':
      return typing(
        toggleChannelIdMark(update.channelId),
        update.topMsgId ?? 0,
        peerIdOf(update.fromId),
        update.action,
      )
    case 'updateReadChannelDiscussionInbox':
    case 'updateReadChannelDiscussionOutbox':
    case 'updatePinnedForumTopic':
    case 'updatePinnedForumTopics':
    case 'updateDraftMessage':
      return threadEventOf(update)
    case 'updateReadHistoryInbox':
      return {
        kind: 'read',
        chat: peerIdOf(update.peer),
        out: false,
        upTo: update.maxId,
        unread: update.stillUnreadCount,
      }
    case 'updateReadHistoryOutbox':
      return { kind: 'read', chat: peerIdOf(update.peer), out: true, upTo: update.maxId, unread: 0 }
    case 'updateReadChannelInbox':
      return {
        kind: 'read',
        chat: toggleChannelIdMark(update.channelId),
        out: false,
        upTo: update.maxId,
        unread: update.stillUnreadCount,
      }
    case 'updateReadChannelOutbox':
      return {
        kind: 'read',
        chat: toggleChannelIdMark(update.channelId),
        out: true,
        upTo: update.maxId,
        unread: 0,
      }
    case 'updateNotifySettings':
      return update.peer._ === 'notifyPeer'
        ? {
            kind: 'chat',
            id: peerIdOf(update.peer.peer),
            change: {
              muted: isMuted(update.notifySettings),
              mutedUntil: update.notifySettings.muteUntil ?? 0,
            },
          }
        : null
    case 'updateDialogUnreadMark':
      return update.peer._ === 'dialogPeer'
        ? {
            kind: 'chat',
            id: peerIdOf(update.peer.peer),
            change: { markedUnread: update.unread === true },
          }
        : null
    case 'updateDialogPinned':
      if (update.peer._ !== 'dialogPeer') return null
      return { kind: 'pinnedChat', id: peerIdOf(update.peer.peer), on: update.pinned === true }
    case 'updatePinnedDialogs':
      if (!update.order) return { kind: 'stale' }
      return {
        kind: 'pinnedChats',
        archived: update.folderId === ARCHIVE,
        ids: update.order.flatMap((one) => (one._ === 'dialogPeer' ? [peerIdOf(one.peer)] : [])),
      }
    case 'updateFolderPeers':
      return {
        kind: 'archived',
        chats: update.folderPeers.map((one) => ({
          id: peerIdOf(one.peer),
          archived: one.folderId === ARCHIVE,
        })),
      }
    case 'updateDialogFilter':
    case 'updateDialogFilterOrder':
    case 'updateDialogFilters':
      return { kind: 'folders' }
    case 'updateChannel':
      return { kind: 'room', id: toggleChannelIdMark(update.channelId) }
    case 'updatePendingJoinRequests':
      return {
        kind: 'requests',
        chat: peerIdOf(update.peer),
        pending: update.requestsPending,
      }
    case 'updatePinnedMessages':
      return pinned(peerIdOf(update.peer), update)
    case 'updatePinnedChannelMessages':
      return pinned(toggleChannelIdMark(update.channelId), update)
    case 'updateChannelMessageViews': {
      const { channelId, id, views } = update
      return { kind: 'counted', chat: toggleChannelIdMark(channelId), id, views }
    }
    case 'updateChannelMessageForwards': {
      const { channelId, id, forwards } = update
      return { kind: 'counted', chat: toggleChannelIdMark(channelId), id, forwards }
    }
    case 'updateMessagePoll':
      return { kind: 'poll', change: pollChangeOf(update) }
    case 'updateNewScheduledMessage':
      return update.message._ === 'messageEmpty'
        ? null
        : { kind: 'scheduled', chat: peerIdOf(update.message.peerId) }
    case 'updateDeleteScheduledMessages':
      return { kind: 'scheduled', chat: peerIdOf(update.peer) }
    case 'updateMessageReactions':
      return {
        kind: 'reactions',
        chat: peerIdOf(update.peer),
        id: update.msgId,
        reactions: reactionsOf(update.reactions),
      }
    case 'updateNewAuthorization':
      return { kind: 'sessions' }
    default:
      return null
  }
}

function pinned(
  chat: number,
  { messages, pinned: on = false }: { messages: number[]; pinned?: boolean },
): Event {
  return { kind: 'pinned', chat, ids: messages, on }
}

function typing(
  chat: number,
  thread: number,
  user: number,
  action: tl.TypeSendMessageAction,
): Event {
  return { kind: 'typing', chat, thread, user, typing: action._ !== 'sendMessageCancelAction' }
}
