/** Documents of the API → videos, voices, stickers, files. */

import type { tl } from '@mtcute/core'
import type { Media, RemoteFile, Video } from '../../model/media'
import { unpackedWaveform } from '../../model/waveform'
import { storedFile } from '../files/place'
import { blurOf, picturesOf } from './photo'

type Attribute = tl.TypeDocumentAttribute['_']
type Of<K extends Attribute> = Extract<tl.TypeDocumentAttribute, { _: K }>

interface Parts {
  document: tl.RawDocument
  file: RemoteFile
  spoiler: boolean
  name: string | undefined
}

function attribute<K extends Attribute>(
  { attributes }: tl.RawDocument,
  kind: K,
): Of<K> | undefined {
  return attributes.find((one): one is Of<K> => one._ === kind)
}

export function documentOf(document: tl.TypeDocument | undefined, spoiler: boolean): Media {
  if (document?._ !== 'document') return { kind: 'other' }
  const file = storedFile('document', document, '', document.size, document.mimeType)
  const name = attribute(document, 'documentAttributeFilename')?.fileName
  const parts: Parts = { document, file, spoiler, name }
  return stickerOf(parts) ?? audioOf(parts) ?? videoOf(parts) ?? plainOf(parts)
}

function smallPictures({ document }: Parts) {
  const thumb = picturesOf('document', document, document.thumbs).at(-1)
  const blur = blurOf(document.thumbs)
  return { ...(thumb ? { thumb } : {}), ...(blur ? { blur } : {}) }
}

const FORMS: Record<string, 'image' | 'video' | 'lottie'> = {
  'image/webp': 'image',
  'image/png': 'image',
  'video/webm': 'video',
  'application/x-tgsticker': 'lottie',
}
const STICKER_SIDE = 512

function stickerOf(parts: Parts): Media | undefined {
  const { document, file } = parts
  const sticker = attribute(document, 'documentAttributeSticker')
  const form = FORMS[file.type]
  if (!sticker || !form) return undefined
  const size =
    attribute(document, 'documentAttributeImageSize') ??
    attribute(document, 'documentAttributeVideo')
  const { thumb } = smallPictures(parts)
  const set = setNameOf(sticker.stickerset)
  return {
    kind: 'sticker',
    file,
    form,
    width: size?.w || STICKER_SIDE,
    height: size?.h || STICKER_SIDE,
    emoji: sticker.alt,
    ...(thumb ? { thumb } : {}),
    ...(set ? { set } : {}),
  }
}

/** @returns nothing for a sticker of no set */
function setNameOf(set: tl.TypeInputStickerSet): string | undefined {
  return set._ === 'inputStickerSetID' ? `${set.id}:${set.accessHash}` : undefined
}

function audioOf(parts: Parts): Media | undefined {
  const { document, file, name } = parts
  const audio = attribute(document, 'documentAttributeAudio')
  if (!audio) return undefined
  const { duration, title, performer } = audio
  if (audio.voice) {
    return { kind: 'voice', file, duration, waveform: unpackedWaveform(audio.waveform) }
  }
  const { thumb } = smallPictures(parts)
  return {
    kind: 'audio',
    file,
    duration,
    ...(title ? { title } : {}),
    ...(performer ? { performer } : {}),
    ...(name ? { name } : {}),
    ...(thumb ? { thumb } : {}),
  }
}

function videoOf(parts: Parts): Media | undefined {
  const { document, file, name, spoiler } = parts
  const video = attribute(document, 'documentAttributeVideo')
  const animated = attribute(document, 'documentAttributeAnimated')
  const image = attribute(document, 'documentAttributeImageSize')
  if (!video && !(animated && (image || file.type.startsWith('image/')))) return undefined
  const kind: Video['kind'] = animated ? 'animation' : video?.roundMessage ? 'roundVideo' : 'video'
  const small = smallPictures(parts)
  const shape = video ?? image
  return {
    kind,
    file,
    duration: video?.duration ?? 0,
    width: shape?.w || small.thumb?.width || 1,
    height: shape?.h || small.thumb?.height || 1,
    ...small,
    ...(name ? { name } : {}),
    ...(spoiler ? { spoiler } : {}),
  }
}

function plainOf(parts: Parts): Media {
  const { file, name } = parts
  return { kind: 'document', file, name: name ?? '', ...smallPictures(parts) }
}
