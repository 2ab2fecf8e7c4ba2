/** Sets of stickers, and documents that are sent again ↔ the API. */

import { Long, type tl } from '@mtcute/core'
import { Failure } from '../../model/failure'
import type { RemoteFile, Sticker, Video } from '../../model/media'
import type { StickerSet } from '../../model/sticker'
import { documentOf } from './document'

export function setOf(set: tl.TypeStickerSet): StickerSet {
  const { id, accessHash, title, count, installedDate, archived } = set
  const installed = installedDate !== undefined && !archived
  return { set: `${id}:${accessHash}`, title, count, installed }
}

export function inputSet(name: string): tl.TypeInputStickerSet {
  const [id = '', accessHash = ''] = name.split(':')
  if (!id || !accessHash) throw new Failure(400, 'STICKERSET_INVALID')
  return {
    _: 'inputStickerSetID',
    id: Long.fromString(id),
    accessHash: Long.fromString(accessHash),
  }
}

export function stickersOf(documents: tl.TypeDocument[]): Sticker[] {
  return documents.map((one) => documentOf(one, false)).filter((one) => one.kind === 'sticker')
}

export function gifsOf(documents: tl.TypeDocument[]): Video[] {
  return documents
    .map((one) => documentOf(one, false))
    .filter((one): one is Video => one.kind === 'animation')
}

/** A document that the server has, by the place of its file. */
export function inputDocument({ place }: RemoteFile): tl.RawInputDocument {
  const [kind, id = '', accessHash = '', reference = ''] = place.split(':')
  if (kind !== 'document') throw new Failure(400, 'DOCUMENT_INVALID')
  return {
    _: 'inputDocument',
    id: Long.fromString(id),
    accessHash: Long.fromString(accessHash),
    fileReference: Uint8Array.from(atob(reference), (letter) => letter.charCodeAt(0)),
  }
}
