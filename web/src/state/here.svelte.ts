/** Files on their way out are shown from here: until they are sent, and after, without fetching them back. */

import type { RemoteFile } from '../model/file'
import { filesOf, type Media } from '../model/media'
import type { Outgoing } from '../model/outgoing'
import { bridge } from './bridge'
import { dropFile, putFile } from './files.svelte'
import { endTransfer, watchTransfer } from './transfers.svelte'

/** By the random number of the message. */
const here = new Map<string, Outgoing>()

const keyOf = (random: string): string => `local-${random}`
const thumbKeyOf = (random: string): string => `${keyOf(random)}-thumb`

export function localFile(random: string, { blob, type }: Outgoing): RemoteFile {
  return { key: keyOf(random), place: '', size: blob.size, type }
}

export function localThumb(random: string, thumb: Blob): RemoteFile {
  return { key: thumbKeyOf(random), place: '', size: thumb.size, type: 'image/jpeg' }
}

/** Shows files from here, and how far they are on their way. */
export function showFromHere(files: Record<string, Outgoing> = {}): void {
  for (const [random, item] of Object.entries(files)) {
    if (here.has(random)) continue
    here.set(random, item)
    putFile(localFile(random, item), item.blob)
    if (item.thumb) putFile(localThumb(random, item.thumb), item.thumb)
    watchTransfer(random)
  }
}

export function forgetHere(random: string): void {
  here.delete(random)
  endTransfer(random)
  dropFile(keyOf(random))
  dropFile(thumbKeyOf(random))
}

/** What was sent from here is not fetched again. */
function adopt(item: Outgoing, media: Media): void {
  for (const file of filesOf(media)) putFile(file, item.blob)
  if (item.thumb && 'thumb' in media && media.thumb) putFile(media.thumb.file, item.thumb)
}

bridge.listen((event) => {
  if (event.kind !== 'message' || !event.message.random) return
  const { random, media } = event.message
  const item = here.get(random)
  if (!item) return
  if (media) adopt(item, media)
  forgetHere(random)
})
