/** Makes messages of files; the outbox brings them to the server and sends them in their turn. */

import type { Media, Picture } from '../model/media'
import type { Message } from '../model/message'
import { albumsOf, type Outgoing } from '../model/outgoing'
import { forgetHere, localFile, localThumb } from './here.svelte'
import { type History, historyOf, randomId } from './history.svelte'

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
  const randoms = items.map(() => randomId())
  const album = items.length > 1 ? `local-${randoms[0]}` : undefined
  const messages = items.map((item, at): Message => {
    const random = randoms[at] ?? ''
    const message = waitingMessage(
      history,
      random,
      at ? '' : caption,
      localMedia(random, item),
      replyTo,
    )
    return album ? { ...message, album } : message
  })
  const files = Object.fromEntries(items.map((item, at) => [randoms[at] ?? '', item]))
  await history.post(messages, files)
}

export function cancelSending({ chat, thread, random = '' }: Message): void {
  void historyOf(chat, thread).withdraw(random)
  forgetHere(random)
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
  await history.post([waitingMessage(history, random, '', media, replyTo)])
}

export function waitingMessage(
  history: History,
  random: string,
  text: string,
  media: Media,
  replyTo: number | null,
): Message {
  return {
    ...history.written,
    text,
    entities: [],
    media,
    random,
    ...(replyTo ? { replyTo } : {}),
  }
}

function localMedia(random: string, item: Outgoing): Media {
  const { kind, width = 0, height = 0, duration = 0, name } = item
  const file = localFile(random, item)
  const thumb: Picture | undefined = item.thumb && {
    file: localThumb(random, item.thumb),
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
