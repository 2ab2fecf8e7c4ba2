/** Service messages → what a line in the middle of a chat tells. */

import type { tl } from '@mtcute/core'
import type { ServiceAction } from '../../model/message'
import type { PeerId } from '../../model/peer'
import { peerIdOf } from './peer'

/** Those that say nothing but their kind. */
const PLAIN: Partial<Record<tl.TypeMessageAction['_'], ServiceAction['kind']>> = {
  messageActionContactSignUp: 'joinedHodhod',
  messageActionChatJoinedByLink: 'joined',
  messageActionChatJoinedByRequest: 'letIn',
  messageActionChatEditPhoto: 'photo',
  messageActionChatDeletePhoto: 'photoGone',
  messageActionPinMessage: 'pinned',
  messageActionChatMigrateTo: 'migrated',
  messageActionChannelMigrateFrom: 'migratedFrom',
  messageActionSetChatWallPaper: 'wallpaper',
  messageActionSuggestProfilePhoto: 'suggestedPhoto',
  messageActionSuggestBirthday: 'suggestedBirthday',
  messageActionScreenshotTaken: 'screenshot',
  messageActionGiftPremium: 'gift',
  messageActionGiftCode: 'gift',
  messageActionGiftStars: 'gift',
  messageActionStarGift: 'gift',
  messageActionPhoneCall: 'call',
  messageActionGroupCall: 'call',
  messageActionConferenceCall: 'call',
  messageActionBotAllowed: 'allowed',
  messageActionHistoryClear: 'cleared',
}

export function serviceOf(action: tl.TypeMessageAction, sender: PeerId): ServiceAction {
  const plain = PLAIN[action._]
  if (plain) return { kind: plain }
  switch (action._) {
    case 'messageActionChatCreate':
    case 'messageActionChannelCreate':
      return { kind: 'created', title: action.title }
    case 'messageActionChatAddUser': {
      const alone = action.users.length === 1 && action.users[0] === sender
      return alone ? { kind: 'joined' } : { kind: 'added', people: action.users }
    }
    case 'messageActionChatDeleteUser':
      return { kind: action.userId === sender ? 'left' : 'removed', people: [action.userId] }
    case 'messageActionChatEditTitle':
      return { kind: 'renamed', title: action.title }
    case 'messageActionSetMessagesTTL':
      return action.period ? { kind: 'ttl', seconds: action.period } : { kind: 'ttlOff' }
    case 'messageActionTopicCreate':
      return { kind: 'topicCreated', title: action.title }
    case 'messageActionTopicEdit':
      return topicEdit(action)
    case 'messageActionSetChatTheme': {
      const emoji = action.theme._ === 'chatTheme' ? action.theme.emoticon : ''
      return emoji ? { kind: 'theme', title: emoji } : { kind: 'themeOff' }
    }
    case 'messageActionChangeCreator':
      return { kind: 'owner', people: [action.newCreatorId] }
    case 'messageActionNewCreatorPending':
      return { kind: 'ownerSoon', people: [action.newCreatorId] }
    case 'messageActionPollAppendAnswer':
      return { kind: 'answerAdded', title: answerText(action.answer) }
    case 'messageActionPollDeleteAnswer':
      return { kind: 'answerRemoved', title: answerText(action.answer) }
    case 'messageActionRequestedPeer':
      return { kind: 'shared', people: action.peers.map(peerIdOf) }
    case 'messageActionWebViewDataSent':
    case 'messageActionWebViewDataSentMe':
      return { kind: 'told', title: action.text }
    case 'messageActionGameScore':
      return { kind: 'score', title: String(action.score) }
    case 'messageActionNoForwardsToggle':
      return { kind: action.newValue ? 'protected' : 'unprotected' }
    case 'messageActionCustomAction':
      return { kind: 'custom', title: action.message }
    default:
      return { kind: 'other' }
  }
}

function topicEdit({ title, closed, hidden }: tl.RawMessageActionTopicEdit): ServiceAction {
  if (title !== undefined) return { kind: 'topicRenamed', title }
  if (closed !== undefined) return { kind: closed ? 'topicClosed' : 'topicReopened' }
  if (hidden !== undefined) return { kind: hidden ? 'topicHidden' : 'topicShown' }
  return { kind: 'topicChanged' }
}

function answerText(answer: tl.TypePollAnswer): string {
  return answer.text.text
}
