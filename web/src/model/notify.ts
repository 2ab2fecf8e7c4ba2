/** Of which messages somebody is told who looks elsewhere. */

import type { Chat } from './chat'
import type { Message } from './message'

/** @param looking whether the chat is open, and the page is looked at */
export function isTold(message: Message, chat: Chat, looking: boolean): boolean {
  if (message.out || message.silent || looking) return false
  if (chat.archived || message.id <= chat.readIn) return false
  return !chat.muted || message.mentioned === true
}
