import type { Sticker, Video } from '../model/media'
import type { StickerSet } from '../model/sticker'

export interface StickersRequests {
  /** What was used last, what is liked most, and which sets are there. */
  mine(): { recent: Sticker[]; favourite: Sticker[]; sets: StickerSet[] }
  /** A set, by the `set` of a sticker or of itself. */
  set(set: string): { set: StickerSet; stickers: Sticker[] }
  /** Stickers for an emoji: of one's own sets first. */
  find(emoji: string): Sticker[]
  /** Sets whose name has these words. */
  search(words: string): StickerSet[]
  install(set: string, on: boolean): void
  favour(sticker: Sticker, on: boolean): void
  gifs(): Video[]
  saveGif(gif: Video, on: boolean): void
}
