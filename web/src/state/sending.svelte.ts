/** Sends files: shown at once from what is here, brought to the server, then sent in their turn. */

import type { OutgoingMessage } from '../bridge/media'
import { filesOf, type Media, type Picture, type RemoteFile } from '../model/media'
import type { Message } from '../model/message'
import { albumsOf, type Outgoing } from '../model/outgoing'
import { api, bridge } from './bridge'
import { dropFile, putFile } from './files.svelte'
import { type History, historyOf, randomId } from './history.svelte'
import { session } from './session.svelte'
import { endTransfer, watchTransfer } from './transfers.svelte'

/** What is being sent, by random number: its bytes are shown from here until it is sent, and after. */
const here = new Map<string, Outgoing>()

export async function sendFiles(
  history: History,
  items: Outgoing[],
  caption: string,
  replyTo: number | null = null,
): Promise<void> {
  let words = caption
  let answered = replyTo
  await Promise.all(
    albumsOf(items).map((album) => {
      const sent = sendAlbum(history, album, words, answered)
      words = ''
      answered = null
      return sent
    }),
  )
}

async function sendAlbum(
  history: History,
  items: Outgoing[],
  caption: string,
  replyTo: number | null,
): Promise<void> {
  const out: OutgoingMessage[] = items.map((item, at) => ({
    random: randomId(),
    item,
    text: at ? '' : caption,
    entities: [],
  }))
  const album = items.length > 1 ? `local-${out[0]?.random}` : undefined
  const shown = out.map((one) => shownOf(history, one, album, replyTo))
  const randoms = new Set(out.map(({ random }) => random))
  const left = () => out.filter(({ random }) => randoms.has(random))
  await history.put(shown, {
    randoms,
    ready: () => Promise.all(left().map(bring)),
    send: () => api.media.send(history.chat, left(), replyTo),
  })
}

/** One that was given up meanwhile is no failure of the others. */
async function bring(one: OutgoingMessage): Promise<void> {
  watchTransfer(one.random)
  try {
    await api.media.upload(one)
  } catch (error) {
    if (here.has(one.random)) throw error
  }
}

export function cancelSending({ chat, random = '' }: Message): void {
  historyOf(chat).withdraw(random)
  forget(random)
  void api.media.stop(random)
}

/** Sends where somebody is. */
export async function sendLocation(
  history: History,
  latitude: number,
  longitude: number,
  replyTo: number | null = null,
): Promise<void> {
  const random = randomId()
  const media: Media = { kind: 'location', latitude, longitude }
  await history.put([waitingMessage(history, random, '', media, replyTo)], {
    randoms: new Set([random]),
    send: () => api.media.sendLocation(history.chat, latitude, longitude, random, replyTo),
  })
}

function waitingMessage(
  history: History,
  random: string,
  text: string,
  media: Media,
  replyTo: number | null,
): Message {
  return {
    id: 0,
    chat: history.chat,
    sender: session.self?.id ?? 0,
    out: true,
    date: Math.floor(Date.now() / 1000),
    text,
    entities: [],
    media,
    random,
    delivery: 'sending',
    ...(replyTo ? { replyTo } : {}),
  }
}

function shownOf(
  history: History,
  { random, item, text }: OutgoingMessage,
  album: string | undefined,
  replyTo: number | null,
): Message {
  here.set(random, item)
  const message = waitingMessage(history, random, text, localMedia(random, item), replyTo)
  if (album) message.album = album
  return message
}

const localKey = (random: string): string => `local-${random}`

function localFile(key: string, blob: Blob, type: string): RemoteFile {
  const file = { key, place: '', size: blob.size, type }
  putFile(file, blob)
  return file
}

function localMedia(random: string, item: Outgoing): Media {
  const { kind, width = 0, height = 0, duration = 0, name } = item
  const file = localFile(localKey(random), item.blob, item.type)
  const thumb: Picture | undefined = item.thumb && {
    file: localFile(`${localKey(random)}-thumb`, item.thumb, 'image/jpeg'),
    width,
    height,
  }
  const covered = item.spoiler ? { spoiler: true } : {}
  const small = thumb ? { thumb } : {}
  switch (kind) {
    case 'photo':
      return { kind, width, height, sizes: [{ file, width, height }], ...covered }
    case 'video':
    case 'roundVideo':
    case 'animation':
      return { kind, file, width, height, duration, name, ...small, ...covered }
    case 'voice':
      return { kind, file, duration, waveform: item.waveform ?? [] }
    case 'audio':
      return {
        kind,
        file,
        duration,
        name,
        ...(item.title ? { title: item.title } : {}),
        ...(item.performer ? { performer: item.performer } : {}),
      }
    default:
      return { kind, file, name, ...small }
  }
}

/** What was sent from here is not fetched again. */
function adopt(random: string, media: Media): void {
  const item = here.get(random)
  if (!item) return
  for (const file of filesOf(media)) putFile(file, item.blob)
  if (item.thumb && 'thumb' in media && media.thumb) putFile(media.thumb.file, item.thumb)
}

function forget(random: string): void {
  here.delete(random)
  endTransfer(random)
  dropFile(localKey(random))
  dropFile(`${localKey(random)}-thumb`)
}

bridge.listen((event) => {
  if (event.kind !== 'message' || !event.message.random) return
  const { random, media } = event.message
  if (!here.has(random)) return
  if (media) adopt(random, media)
  forget(random)
})
