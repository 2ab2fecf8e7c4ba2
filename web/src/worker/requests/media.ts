import { Long, type tl } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { MediaRequests, OutgoingMessage } from '../../bridge/media'
import { Failure } from '../../model/failure'
import type { Message } from '../../model/message'
import type { PeerId } from '../../model/peer'
import type { Account } from '../account'
import { inputEntities } from '../convert/entity'
import { messageOf } from '../convert/message'
import { knownMedia, uploadedMedia } from '../convert/outgoing'
import { peersOf } from '../convert/peer'
import { sentMessages } from '../convert/sent'
import { Upload } from '../files/upload'

interface Going {
  file: Upload
  thumb?: Upload
  stop: AbortController
  /** What the server made of it for an album. */
  known?: tl.TypeInputMedia
}

export function mediaRequests(account: Account): Handlers<MediaRequests> {
  const going = new Map<string, Going>()

  const start = ({ random, item }: OutgoingMessage): Going => {
    const known = going.get(random)
    if (known && !known.stop.signal.aborted) return known
    const fresh: Going = { file: new Upload(item.blob, item.name), stop: new AbortController() }
    if (item.thumb) fresh.thumb = new Upload(item.thumb, 'thumb.jpg')
    going.set(random, fresh)
    return fresh
  }

  const upload = async (message: OutgoingMessage): Promise<Going> => {
    const one = start(message)
    const { signal } = one.stop
    await one.thumb?.send(account, () => {}, signal)
    await one.file.send(
      account,
      (done, total) => account.tell({ kind: 'progress', task: message.random, done, total }),
      signal,
    )
    return one
  }

  const mediaOf = async (message: OutgoingMessage): Promise<tl.TypeInputMedia> => {
    const { file, thumb, known } = await upload(message)
    return known ?? uploadedMedia(message.item, file.file, thumb?.file)
  }

  /** In an album only what the server knows already has a place. */
  const albumMediaOf = async (
    peer: tl.TypeInputPeer,
    message: OutgoingMessage,
  ): Promise<tl.TypeInputMedia> => {
    const media = await mediaOf(message)
    const one = going.get(message.random)
    if (one?.known) return one.known
    const made = knownMedia(await account.client.call({ _: 'messages.uploadMedia', peer, media }))
    if (!made) throw new Failure(0, 'MEDIA_INVALID')
    if (one) one.known = made
    return made
  }

  const send = async (
    peer: tl.TypeInputPeer,
    messages: OutgoingMessage[],
    replyTo: number | null,
  ): Promise<tl.TypeUpdates> => {
    const [first] = messages
    if (!first) throw new Failure(0, 'MEDIA_EMPTY')
    if (messages.length === 1) {
      return account.client.call({
        _: 'messages.sendMedia',
        peer,
        media: await mediaOf(first),
        message: first.text,
        entities: inputEntities(first.entities),
        randomId: Long.fromString(first.random),
        clearDraft: true,
        ...answering(replyTo),
      })
    }
    const all = await Promise.all(messages.map((one) => albumMediaOf(peer, one)))
    return account.client.call({
      _: 'messages.sendMultiMedia',
      peer,
      multiMedia: messages.map(({ random, text, entities }, at) => ({
        _: 'inputSingleMedia',
        media: all[at] ?? { _: 'inputMediaEmpty' },
        randomId: Long.fromString(random),
        message: text,
        entities: inputEntities(entities),
      })),
      clearDraft: true,
      ...answering(replyTo),
    })
  }

  const told = (sent: tl.TypeUpdates): Message[] => {
    const messages = sentMessages(sent, account.self)
    for (const message of messages) account.tell({ kind: 'message', message })
    account.client.handleClientUpdate(sent, true)
    return messages
  }

  return {
    async upload(message) {
      await upload(message)
    },

    async send(chat: PeerId, messages, replyTo) {
      const peer = await resolvePeer(account.client, chat)
      try {
        return told(await send(peer, messages, replyTo))
      } finally {
        // What was refused is brought anew when it is tried again.
        for (const { random } of messages) going.delete(random)
      }
    },

    async pictures(chat, place, limit) {
      const [offsetId, addOffset] =
        'before' in place
          ? [place.before, 0]
          : 'after' in place
            ? [place.after + 1, -limit]
            : [place.around, -Math.floor(limit / 2)]
      const found = await account.client.call({
        _: 'messages.search',
        peer: await resolvePeer(account.client, chat),
        q: '',
        filter: { _: 'inputMessagesFilterPhotoVideo' },
        minDate: 0,
        maxDate: 0,
        offsetId,
        addOffset,
        limit,
        maxId: 0,
        minId: 0,
        hash: Long.ZERO,
      })
      if (found._ === 'messages.messagesNotModified') throw new Failure(0, 'NOT_MODIFIED')
      const messages = found.messages
        .map((raw) => messageOf(raw, account.self))
        .filter((one) => one !== null)
      return { messages, peers: peersOf(found) }
    },

    stop(random) {
      going.get(random)?.stop.abort()
      going.delete(random)
    },

    async sendLocation(chat, latitude, longitude, random, replyTo) {
      const sent = await account.client.call({
        _: 'messages.sendMedia',
        peer: await resolvePeer(account.client, chat),
        media: {
          _: 'inputMediaGeoPoint',
          geoPoint: { _: 'inputGeoPoint', lat: latitude, long: longitude },
        },
        message: '',
        randomId: Long.fromString(random),
        ...answering(replyTo),
      })
      return told(sent)
    },
  }
}

function answering(replyTo: number | null): { replyTo?: tl.TypeInputReplyTo } {
  return replyTo ? { replyTo: { _: 'inputReplyToMessage', replyToMsgId: replyTo } } : {}
}
