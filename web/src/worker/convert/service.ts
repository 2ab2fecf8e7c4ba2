/** Service messages → what a line in the middle of a chat tells. */

import type { tl } from '@mtcute/core'
import type { ServiceAction } from '../../model/message'

export function serviceOf(action: tl.TypeMessageAction): ServiceAction {
  switch (action._) {
    case 'messageActionContactSignUp':
      return { kind: 'joinedHodhod' }
    case 'messageActionChatCreate':
    case 'messageActionChannelCreate':
      return { kind: 'created', title: action.title }
    case 'messageActionChatAddUser':
      return { kind: 'added', people: action.users }
    case 'messageActionChatJoinedByLink':
    case 'messageActionChatJoinedByRequest':
      return { kind: 'joined' }
    case 'messageActionChatDeleteUser':
      return { kind: 'left', people: [action.userId] }
    case 'messageActionChatEditTitle':
      return { kind: 'renamed', title: action.title }
    case 'messageActionChatEditPhoto':
    case 'messageActionChatDeletePhoto':
      return { kind: 'photo' }
    case 'messageActionPinMessage':
      return { kind: 'pinned' }
    default:
      return { kind: 'other' }
  }
}
