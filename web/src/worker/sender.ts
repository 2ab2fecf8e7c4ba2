/** Sends what stood in the outbox: brings its files to the server, then says what is to be said. */

import { Long, type tl } from '@mtcute/core'
import type { BaseTelegramClient } from '@mtcute/core/client.js'
import { resolvePeer } from '@mtcute/core/methods.js'
import type { Event } from '../bridge/contract'
import { Failure } from '../model/failure'
import type { Letter } from '../model/letter'
import type { Message } from '../model/message'
import type { Outgoing } from '../model/outgoing'
import { inputEntities } from './convert/entity'
import { knownMedia, uploadedMedia } from './convert/outgoing'
import { inputPoll } from './convert/poll'
import { answering } from './convert/reply'
import { sentMessages } from './convert/sent'
import { inputDocument } from './convert/sticker'
import { Upload } from './files/upload'
import { ptsUpdate } from './updates/pts'

interface Going {
  file: Upload
  thumb?: Upload
  stop: AbortController
  /** What the server made of it for an album. */
  known?: tl.TypeInputMedia
}

export class Sender {
  readonly #going = new Map<string, Going>()

  constructor(
    readonly client: BaseTelegramClient,
    readonly self: () => number,
    readonly tell: (event: Event) => void,
  ) {}

  /** Brings the files of a letter; asked again, it goes on where it stopped. */
  async prepare({ messages, files = {} }: Letter): Promise<void> {
    await Promise.all(
      messages.map(async ({ random = '' }) => {
        const item = files[random]
        if (item) await this.#upload(random, item)
      }),
    )
  }

  /** Returns the messages that came of a letter. */
  async send(letter: Letter): Promise<Message[]> {
    const peer = await resolvePeer(this.client, letter.chat)
    try {
      const sent = await this.#say(peer, letter)
      if (sent._ === 'updateShortSentMessage') {
        this.client.handleClientUpdate(ptsUpdate(sent.pts, sent.ptsCount), true)
        const { id, date } = sent
        return letter.messages.map((one) => ({ ...one, id, date, delivery: 'sent' }))
      }
      this.client.handleClientUpdate(sent, true)
      return sentMessages(sent, this.self())
    } finally {
      // What was refused is brought anew when it is tried again.
      for (const { random = '' } of letter.messages) this.#going.delete(random)
    }
  }

  stop(random: string): void {
    this.#going.get(random)?.stop.abort()
    this.#going.delete(random)
  }

  async #say(peer: tl.TypeInputPeer, letter: Letter): Promise<tl.TypeUpdates> {
    const [first] = letter.messages
    if (!first) throw new Failure(400, 'MESSAGE_EMPTY')
    if (letter.messages.length > 1) return this.#sendAlbum(peer, letter)
    const media = await this.#mediaOf(first, letter)
    const { silent = false } = first
    const said = {
      peer,
      ...(await this.#words(first)),
      ...answering(first),
      clearDraft: true,
      silent,
    }
    return media
      ? this.client.call({ _: 'messages.sendMedia', ...said, media })
      : this.client.call({ _: 'messages.sendMessage', ...said })
  }

  async #sendAlbum(peer: tl.TypeInputPeer, letter: Letter): Promise<tl.TypeUpdates> {
    const multiMedia = await Promise.all(
      letter.messages.map(
        async (message): Promise<tl.TypeInputSingleMedia> => ({
          _: 'inputSingleMedia',
          media: await this.#albumMediaOf(peer, message, letter),
          ...(await this.#words(message)),
        }),
      ),
    )
    const [first] = letter.messages
    return this.client.call({
      _: 'messages.sendMultiMedia',
      peer,
      multiMedia,
      clearDraft: true,
      ...(first ? answering(first) : {}),
    })
  }

  async #words({ random, text, entities }: Message) {
    const randomId = Long.fromString(random ?? '')
    return { message: text, entities: await inputEntities(this.client, entities), randomId }
  }

  async #mediaOf(
    { random = '', media }: Message,
    { files }: Letter,
  ): Promise<tl.TypeInputMedia | undefined> {
    const item = files?.[random]
    if (item) {
      const { file, thumb, known } = await this.#upload(random, item)
      return known ?? uploadedMedia(item, file.file, thumb?.file)
    }
    if (media?.kind === 'poll') return inputPoll(media)
    if (media?.kind === 'sticker' || media?.kind === 'animation')
      return { _: 'inputMediaDocument', id: inputDocument(media.file) }
    if (media?.kind !== 'location') return undefined
    const { latitude: lat, longitude: long } = media
    return { _: 'inputMediaGeoPoint', geoPoint: { _: 'inputGeoPoint', lat, long } }
  }

  /** In an album only what the server knows already has a place. */
  async #albumMediaOf(
    peer: tl.TypeInputPeer,
    message: Message,
    letter: Letter,
  ): Promise<tl.TypeInputMedia> {
    const media = await this.#mediaOf(message, letter)
    const one = this.#going.get(message.random ?? '')
    if (one?.known) return one.known
    if (!media) throw new Failure(400, 'MEDIA_EMPTY')
    const uploaded = await this.client.call({ _: 'messages.uploadMedia', peer, media })
    const made = knownMedia(uploaded)
    if (!made) throw new Failure(400, 'MEDIA_INVALID')
    if (one) one.known = made
    return made
  }

  async #upload(random: string, item: Outgoing): Promise<Going> {
    const one = this.#start(random, item)
    const { signal } = one.stop
    await one.thumb?.send(this.client, () => {}, signal)
    await one.file.send(
      this.client,
      (done, total) => this.tell({ kind: 'progress', task: random, done, total }),
      signal,
    )
    return one
  }

  #start(random: string, item: Outgoing): Going {
    const known = this.#going.get(random)
    if (known && !known.stop.signal.aborted) return known
    const fresh: Going = { file: new Upload(item.blob, item.name), stop: new AbortController() }
    if (item.thumb) fresh.thumb = new Upload(item.thumb, 'thumb.jpg')
    this.#going.set(random, fresh)
    return fresh
  }
}
