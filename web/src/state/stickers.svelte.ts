/** Stickers and GIFs that one has; sending them. */

import { failureOf } from '../model/failure'
import type { Sticker, Video } from '../model/media'
import type { StickerSet } from '../model/sticker'
import { api } from './bridge'
import { type History, randomId } from './history.svelte'
import { t } from './language.svelte'
import { tell } from './notice.svelte'
import { waitingMessage } from './sending.svelte'

class Stickers {
  loaded = $state(false)
  recent = $state.raw<Sticker[]>([])
  favourite = $state.raw<Sticker[]>([])
  sets = $state.raw<StickerSet[]>([])
  gifs = $state.raw<Video[]>()
}

export const mine = new Stickers()

async function attempt(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    tell(failureOf(error))
    return false
  }
}

/** Asks for what is shown in the panel, each time that it is opened. */
export async function learnStickers(): Promise<void> {
  await attempt(
    api.stickers.mine().then((found) => {
      mine.recent = found.recent
      mine.favourite = found.favourite
      mine.sets = found.sets
      mine.loaded = true
    }),
  )
}

export async function learnGifs(): Promise<void> {
  await attempt(
    api.stickers.gifs().then((found) => {
      mine.gifs = found
    }),
  )
}

export async function sendSticker(
  history: History,
  media: Sticker | Video,
  replyTo: number,
): Promise<void> {
  await history.post([waitingMessage(history, randomId(), '', media, replyTo || null)])
}

export async function installSet({ set }: StickerSet, on: boolean): Promise<boolean> {
  const done = await attempt(api.stickers.install(set, on))
  if (done) await learnStickers()
  return done
}

export async function favour(sticker: Sticker, on: boolean): Promise<void> {
  if (!(await attempt(api.stickers.favour($state.snapshot(sticker) as Sticker, on)))) return
  if (on) tell(t('stickers.saved'))
  const others = mine.favourite.filter(({ file }) => file.key !== sticker.file.key)
  mine.favourite = on ? [sticker, ...others] : others
}

export async function saveGif(gif: Video, on: boolean): Promise<void> {
  if (!(await attempt(api.stickers.saveGif($state.snapshot(gif) as Video, on)))) return
  if (on) tell(t('stickers.saved'))
  const others = mine.gifs?.filter(({ file }) => file.key !== gif.file.key)
  mine.gifs = on && others ? [gif, ...others] : others
}
