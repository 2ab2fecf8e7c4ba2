/** The photos and videos that are looked at alone, one after the other. */

import { isPicture, type Photo, type Video } from '../model/media'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { api } from './bridge'
import { putPeers } from './peers.svelte'

export interface Shown {
  /** Stays the same while it is shown. */
  key: string
  media: Photo | Video
  by: PeerId
  /** Seconds since 1970; 0 if there is no time to it. */
  date: number
  text: string
  /** Of pictures in a chat. */
  message?: Message
}

const PAGE = 40
const NEAR = 3

class Viewer {
  /** Oldest first. */
  all = $state.raw<Shown[]>([])
  key = $state('')
  at = $derived(this.all.findIndex(({ key }) => key === this.key))
  shown = $derived(this.all[this.at])
}

export const viewer = new Viewer()

let opened = 0
let asking = false

function shownOf(message: Message): Shown[] {
  const { media, chat, id, sender, date, text } = message
  if (!isPicture(media)) return []
  return [{ key: `${chat}/${id}`, media, by: sender, date, text, message }]
}

/** Opens what a message carries; those before and after it in the chat come along. */
export function openViewer(message: Message): void {
  const [first] = shownOf(message)
  if (!first || !message.id) return
  opened++
  viewer.all = [first]
  viewer.key = first.key
  void more({ around: message.id })
}

/** Opens pictures that are in no chat, such as those of a profile. */
export function openPictures(all: Shown[], key: string): void {
  opened++
  viewer.all = all
  viewer.key = key
}

export function closeViewer(): void {
  opened++
  viewer.all = []
  viewer.key = ''
}

export function turn(by: 1 | -1): void {
  const next = viewer.all[viewer.at + by]
  if (!next) return
  viewer.key = next.key
  const first = viewer.all[0]?.message
  const last = viewer.all.at(-1)?.message
  if (by < 0 && first && viewer.at < NEAR) void more({ before: first.id })
  if (by > 0 && last && viewer.at >= viewer.all.length - NEAR) void more({ after: last.id })
}

async function more(place: { around: number } | { before: number } | { after: number }) {
  const message = viewer.shown?.message
  if (!message || asking) return
  const mine = opened
  asking = true
  try {
    const { messages, peers } = await api.media.pictures(message.chat, place, PAGE)
    if (mine !== opened) return
    putPeers(peers)
    const known = new Map(viewer.all.map((one) => [one.key, one]))
    for (const one of messages.flatMap(shownOf)) known.set(one.key, known.get(one.key) ?? one)
    viewer.all = [...known.values()].sort((a, b) => (a.message?.id ?? 0) - (b.message?.id ?? 0))
  } catch {
    // What is shown stays; turning the page asks again.
  } finally {
    asking = false
  }
}
