/** Events of the API's admin log → entries. */

import type { tl } from '@mtcute/core'
import type { LogEntry, LogKind, LogPart } from '../../model/log'
import type { PeerId } from '../../model/peer'
import { peerIdOf } from './peer'

type Action = tl.TypeChannelAdminLogEventAction
type Told = Omit<LogEntry, 'id' | 'date' | 'by'>

export function logEntryOf({ id, date, userId, action }: tl.TypeChannelAdminLogEvent): LogEntry {
  return { id: id.toString(), date, by: userId, ...told(action, userId) }
}

/** Those that say nothing but their kind. */
const PLAIN: Partial<Record<Action['_'], LogKind>> = {
  channelAdminLogEventActionChangePhoto: 'photo',
  channelAdminLogEventActionParticipantJoin: 'joined',
  channelAdminLogEventActionParticipantLeave: 'left',
  channelAdminLogEventActionDefaultBannedRights: 'permissions',
  channelAdminLogEventActionChangeAvailableReactions: 'reactions',
  channelAdminLogEventActionChangeStickerSet: 'look',
  channelAdminLogEventActionChangeEmojiStickerSet: 'look',
  channelAdminLogEventActionChangePeerColor: 'look',
  channelAdminLogEventActionChangeProfilePeerColor: 'look',
  channelAdminLogEventActionChangeWallpaper: 'look',
  channelAdminLogEventActionChangeEmojiStatus: 'look',
}

/** Those that turn something on or off. */
const SWITCHES: Partial<Record<Action['_'], [on: LogKind, off: LogKind]>> = {
  channelAdminLogEventActionToggleSignatures: ['signaturesOn', 'signaturesOff'],
  channelAdminLogEventActionToggleSignatureProfiles: ['signaturesOn', 'signaturesOff'],
  channelAdminLogEventActionTogglePreHistoryHidden: ['historyHidden', 'historyShown'],
  channelAdminLogEventActionToggleNoForwards: ['protectedOn', 'protectedOff'],
  channelAdminLogEventActionToggleForum: ['topicsOn', 'topicsOff'],
}

function told(action: Action, by: PeerId): Told {
  const plain = PLAIN[action._]
  if (plain) return { kind: plain }
  const turned = SWITCHES[action._]
  if (turned && 'newValue' in action) return { kind: turned[action.newValue === true ? 0 : 1] }
  switch (action._) {
    case 'channelAdminLogEventActionChangeTitle':
      return { kind: 'renamed', now: action.newValue, before: action.prevValue }
    case 'channelAdminLogEventActionChangeAbout':
      return { kind: 'about', now: action.newValue, before: action.prevValue }
    case 'channelAdminLogEventActionChangeUsername':
      return { kind: 'username', now: action.newValue, before: action.prevValue }
    case 'channelAdminLogEventActionChangeUsernames':
      return {
        kind: 'username',
        now: action.newValue.join(' '),
        before: action.prevValue.join(' '),
      }
    case 'channelAdminLogEventActionChangeLinkedChat':
      return { kind: action.newValue ? 'linked' : 'unlinked' }
    case 'channelAdminLogEventActionToggleSlowMode':
      return action.newValue
        ? { kind: 'slowMode', seconds: action.newValue }
        : { kind: 'slowModeOff' }
    case 'channelAdminLogEventActionChangeHistoryTTL':
      return action.newValue ? { kind: 'ttl', seconds: action.newValue } : { kind: 'ttlOff' }
    default:
      return ofMessage(action) ?? ofPerson(action, by) ?? ofLink(action) ?? ofTopic(action)
  }
}

function ofMessage(action: Action): Told | undefined {
  switch (action._) {
    case 'channelAdminLogEventActionUpdatePinned':
      return about(isPinned(action.message) ? 'pinned' : 'unpinned', action.message)
    case 'channelAdminLogEventActionEditMessage':
      return { ...about('edited', action.newMessage), before: words(action.prevMessage) }
    case 'channelAdminLogEventActionDeleteMessage':
      return { kind: 'deleted', now: words(action.message) }
    case 'channelAdminLogEventActionSendMessage':
      return about('sent', action.message)
    case 'channelAdminLogEventActionStopPoll':
      return about('pollClosed', action.message)
    default:
      return undefined
  }
}

const isPinned = (message: tl.TypeMessage): boolean =>
  message._ === 'message' && message.pinned === true

function words(message: tl.TypeMessage): string {
  return message._ === 'message' ? message.message : ''
}

function about(kind: LogKind, message: tl.TypeMessage): Told {
  return { kind, now: words(message), ...(message.id ? { message: message.id } : {}) }
}

function ofPerson(action: Action, by: PeerId): Told | undefined {
  switch (action._) {
    case 'channelAdminLogEventActionParticipantInvite':
      return { kind: 'invited', person: personOf(action.participant) }
    case 'channelAdminLogEventActionParticipantJoinByInvite':
      return { kind: 'joinedByLink', now: linkOf(action.invite) }
    case 'channelAdminLogEventActionParticipantJoinByRequest':
      return { kind: 'letIn', person: action.approvedBy || by }
    case 'channelAdminLogEventActionParticipantEditRank':
      return { kind: 'rank', person: action.userId, now: action.newRank, before: action.prevRank }
    case 'channelAdminLogEventActionParticipantToggleBan':
      return { kind: banKind(action), person: personOf(action.newParticipant) }
    case 'channelAdminLogEventActionParticipantToggleAdmin': {
      const person = personOf(action.newParticipant)
      if (!isAdmin(action.newParticipant)) return { kind: 'demoted', person }
      return { kind: isAdmin(action.prevParticipant) ? 'rights' : 'promoted', person }
    }
    default:
      return undefined
  }
}

function personOf(one: tl.TypeChannelParticipant): PeerId {
  return 'userId' in one ? one.userId : peerIdOf(one.peer)
}

const isAdmin = ({ _ }: tl.TypeChannelParticipant): boolean =>
  _ === 'channelParticipantAdmin' || _ === 'channelParticipantCreator'

function banKind({
  prevParticipant: before,
  newParticipant: now,
}: tl.RawChannelAdminLogEventActionParticipantToggleBan): LogKind {
  if (now._ === 'channelParticipantBanned')
    return now.bannedRights.viewMessages ? 'banned' : 'restricted'
  const wasOut = before._ === 'channelParticipantBanned' && before.bannedRights.viewMessages
  return wasOut ? 'unbanned' : 'unrestricted'
}

const linkOf = (invite: tl.TypeExportedChatInvite): string =>
  invite._ === 'chatInviteExported' ? invite.title || invite.link : ''

function ofLink(action: Action): Told | undefined {
  switch (action._) {
    case 'channelAdminLogEventActionExportedInviteEdit':
      return { kind: 'linkEdited', now: linkOf(action.newInvite) }
    case 'channelAdminLogEventActionExportedInviteRevoke':
      return { kind: 'linkRevoked', now: linkOf(action.invite) }
    case 'channelAdminLogEventActionExportedInviteDelete':
      return { kind: 'linkDeleted', now: linkOf(action.invite) }
    default:
      return undefined
  }
}

const nameOf = (topic: tl.TypeForumTopic | undefined): string =>
  topic?._ === 'forumTopic' ? topic.title : ''

function ofTopic(action: Action): Told {
  switch (action._) {
    case 'channelAdminLogEventActionCreateTopic':
      return { kind: 'topicCreated', now: nameOf(action.topic) }
    case 'channelAdminLogEventActionEditTopic':
      return {
        kind: 'topicEdited',
        now: nameOf(action.newTopic),
        before: nameOf(action.prevTopic),
      }
    case 'channelAdminLogEventActionDeleteTopic':
      return { kind: 'topicDeleted', now: nameOf(action.topic) }
    case 'channelAdminLogEventActionPinTopic':
      return action.newTopic
        ? { kind: 'topicPinned', now: nameOf(action.newTopic) }
        : { kind: 'topicUnpinned', now: nameOf(action.prevTopic) }
    default:
      return { kind: 'other' }
  }
}

type Filter = Omit<tl.RawChannelAdminLogEventsFilter, '_'>

export const LOG_FILTERS: Record<LogPart, Filter> = {
  members: { join: true, leave: true, invite: true },
  bans: { ban: true, unban: true, kick: true, unkick: true },
  admins: { promote: true, demote: true, editRank: true },
  settings: { info: true, settings: true },
  links: { invites: true },
  messages: { edit: true, delete: true, send: true },
  pins: { pinned: true },
  topics: { forums: true },
}
