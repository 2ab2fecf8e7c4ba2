/** The answer to sending → the messages that came of it, each with its random number. */

import type { tl } from '@mtcute/core'
import type { Message } from '../../model/message'
import { messageOf } from './message'

export function sentMessages(sent: tl.TypeUpdates, self: number): Message[] {
  const updates = sent._ === 'updates' || sent._ === 'updatesCombined' ? sent.updates : []
  const randoms = new Map<number, string>()
  for (const update of updates) {
    if (update._ === 'updateMessageID') randoms.set(update.id, update.randomId.toString())
  }
  const messages: Message[] = []
  for (const update of updates) {
    if (
      update._ !== 'updateNewMessage' &&
      update._ !== 'updateNewChannelMessage' &&
      update._ !== 'updateNewScheduledMessage'
    ) {
      continue
    }
    const message = messageOf(update.message, self)
    const random = message && randoms.get(message.id)
    if (message && random) messages.push({ ...message, random })
  }
  return messages
}
