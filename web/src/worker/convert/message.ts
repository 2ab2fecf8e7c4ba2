/** Messages of the API → messages. */

import type { tl } from '@mtcute/core'
import type { Comments, Message } from '../../model/message'
import { entitiesOf } from './entity'
import { buttonsOf, keysOf } from './keyboard'
import { mediaOf } from './media'
import { peerIdOf } from './peer'
import { reactionsOf } from './reaction'
import { serviceOf } from './service'

/**
 * @param self the number of whoever is signed in: private chats do not name the sender
 * @returns null for what is not there any more
 */
export function messageOf(raw: tl.TypeMessage, self: number): Message | null {
  if (raw._ === 'messageEmpty') return null
  const chat = peerIdOf(raw.peerId)
  const out = raw.out === true
  const message: Message = {
    id: raw.id,
    chat,
    out,
    sender: raw.fromId ? peerIdOf(raw.fromId) : out ? self : chat,
    date: raw.date,
    text: '',
    entities: [],
    delivery: 'sent',
  }
  if (raw.mentioned) message.mentioned = true
  if (raw.silent) message.silent = true
  if (raw.replyTo?._ === 'messageReplyHeader') placeIn(message, raw.replyTo)
  if (raw._ === 'messageService') {
    message.service = serviceOf(raw.action, message.sender)
    return message
  }
  message.text = raw.message
  message.entities = entitiesOf(raw.entities)
  const media = mediaOf(raw.media)
  if (media) message.media = media
  if (raw.editDate && !raw.editHide) message.edited = raw.editDate
  if (raw.pinned) message.pinned = true
  if (raw.reactions) message.reactions = reactionsOf(raw.reactions)
  if (raw.views !== undefined) message.views = raw.views
  if (raw.forwards !== undefined) message.forwards = raw.forwards
  const comments = commentsOf(raw.replies)
  if (comments) message.comments = comments
  const buttons = buttonsOf(raw.replyMarkup)
  if (buttons) message.buttons = buttons
  const keys = keysOf(raw.replyMarkup)
  if (keys) message.keys = keys
  if (raw.viaBotId) message.via = raw.viaBotId
  if (raw.groupedId) message.album = raw.groupedId.toString()
  if (raw.fwdFrom) {
    message.forwardedFrom = { date: raw.fwdFrom.date }
    if (raw.fwdFrom.fromId) message.forwardedFrom.peer = peerIdOf(raw.fwdFrom.fromId)
    if (raw.fwdFrom.fromName) message.forwardedFrom.name = raw.fwdFrom.fromName
    if (raw.fwdFrom.channelPost) message.forwardedFrom.post = raw.fwdFrom.channelPost
  }
  return message
}

/** What a topic begins with is no answer to the message that began it. */
function placeIn(message: Message, header: tl.RawMessageReplyHeader): void {
  const { replyToMsgId: answered, replyToTopId: top, forumTopic } = header
  if (answered && (top || !forumTopic)) message.replyTo = answered
  const thread = top ?? answered
  if (thread) message.thread = thread
  if (thread && forumTopic) message.topic = true
}

export function commentsOf(replies: tl.TypeMessageReplies | undefined): Comments | undefined {
  if (!replies?.comments) return undefined
  return { count: replies.replies, recent: (replies.recentRepliers ?? []).map(peerIdOf) }
}
