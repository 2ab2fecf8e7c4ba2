/** Messages and updates of mtcute in the vocabulary of the tests, and contents in mtcute's. */

import { InputMedia } from '@mtcute/core'

const STYLES = { messageEntityBold: 'bold', messageEntityItalic: 'italic' }

const channel = number => -(1e12 + number)

/** Users have their own id, basic groups -id, supergroups and channels -(10^12 + id). */
const marked = peer => peer?.userId ?? (peer?.channelId ? channel(peer.channelId) : -(peer?.chatId ?? 0))

const emojis = reactions => (reactions?.results ?? [])
  .filter(result => result.reaction._ === 'reactionEmoji')
  .map(result => result.reaction.emoticon)

function media(raw) {
  switch (raw?._) {
    case 'messageMediaPhoto': return {
      media: 'photo',
      size: Math.max(0, ...raw.photo.sizes.map(size => size.size ?? Math.max(0, ...size.sizes ?? []))),
    }
    case 'messageMediaGeo': return { media: 'location', latitude: raw.geo.lat }
    case 'messageMediaContact': return { media: 'contact', contactPhone: raw.phoneNumber }
    case 'messageMediaDocument': {
      const has = name => raw.document.attributes.find(it => it._ === `documentAttribute${name}`)
      const kind = has('Sticker') ? 'sticker'
        : has('Audio')?.voice ? 'voice'
          : has('Video') ? 'video'
            : 'document'
      return { media: kind, size: raw.document.size }
    }
    default: return {}
  }
}

/** A message as TL has it. */
export function seen(raw, self) {
  return {
    chat: marked(raw.peerId),
    id: raw.id,
    sender: marked(raw.fromId ?? (raw.out && !raw.post ? { userId: self } : raw.peerId)),
    out: raw.out === true,
    text: raw.message ?? '',
    styles: (raw.entities ?? []).filter(it => it._ in STYLES)
      .map(it => ({ kind: STYLES[it._], offset: it.offset, length: it.length })),
    replyTo: raw.replyTo?.replyToMsgId ?? 0,
    forwardedFrom: raw.fwdFrom?.fromId ? marked(raw.fwdFrom.fromId) : 0,
    album: raw.groupedId?.toString() ?? '',
    edited: raw.editDate !== undefined,
    reactions: emojis(raw.reactions),
    ...media(raw.media),
  }
}

/** What an update says; undefined when the tests have no word for it. */
export function report(update, self) {
  switch (update._) {
    case 'updateNewMessage':
    case 'updateNewChannelMessage':
      if (update.message._ !== 'message') return undefined
      return { kind: 'message', message: seen(update.message, self) }
    case 'updateEditMessage':
    case 'updateEditChannelMessage':
      if (update.message._ !== 'message') return undefined
      return { kind: 'edit', message: seen(update.message, self), reactions: emojis(update.message.reactions) }
    case 'updateDeleteMessages':
      return { kind: 'delete', ids: update.messages }
    case 'updateDeleteChannelMessages':
      return { kind: 'delete', chat: channel(update.channelId), ids: update.messages }
    case 'updateReadHistoryOutbox':
      return { kind: 'read', chat: marked(update.peer), ids: [update.maxId] }
    case 'updateUserTyping':
      return { kind: 'typing', chat: update.userId }
    case 'updateReadChannelOutbox':
      return { kind: 'read', chat: channel(update.channelId), ids: [update.maxId] }
    case 'updateChatUserTyping':
      return { kind: 'typing', chat: -update.chatId }
    case 'updateChannelUserTyping':
      return { kind: 'typing', chat: channel(update.channelId) }
    case 'updatePinnedMessages':
      return update.pinned ? { kind: 'pin', chat: marked(update.peer), ids: update.messages } : undefined
    case 'updatePinnedChannelMessages':
      return update.pinned ? { kind: 'pin', chat: channel(update.channelId), ids: update.messages } : undefined
    case 'updateMessageReactions':
      return { kind: 'reaction', chat: marked(update.peer), ids: [update.msgId], reactions: emojis(update.reactions) }
    default: return undefined
  }
}

/** A content to send, as mtcute takes it. */
export function input(content) {
  const file = `file:${content.file}`
  const params = { caption: content.text, fileMime: content.mime }
  switch (content.media) {
    case 'photo': return InputMedia.photo(file, { caption: content.text })
    case 'video': return InputMedia.video(file, {
      ...params,
      width: content.width,
      height: content.height,
      duration: content.duration,
    })
    case 'voice': return InputMedia.voice(file, { ...params, duration: content.duration })
    case 'document': return InputMedia.document(file, params)
    case 'sticker': return InputMedia.sticker(file, { alt: '🐦', fileMime: content.mime })
    case 'location': return InputMedia.geo(content.latitude, content.longitude)
    case 'contact': return InputMedia.contact({ phone: content.phone, firstName: content.firstName })
    default: throw new Error(`no content ${content.media}`)
  }
}
