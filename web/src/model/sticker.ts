/** Sets of stickers. */

export interface StickerSet {
  /** Names it to the worker. */
  set: string
  title: string
  count: number
  installed: boolean
}
