/** Photos and thumbnails of the API → pictures. */

import type { tl } from '@mtcute/core'
import { strippedPhotoToJpg } from '@mtcute/core/utils.js'
import type { Other, Photo, Picture } from '../../model/media'
import { storedFile } from '../files/place'

const JPEG = 'image/jpeg'

export function photoOf(photo: tl.TypePhoto | undefined, spoiler = false): Photo | Other {
  // One that disappears, and has.
  if (photo?._ !== 'photo') return { kind: 'other' }
  const sizes = picturesOf('photo', photo, photo.sizes)
  const largest = sizes.at(-1)
  if (!largest) return { kind: 'other' }
  const { width, height } = largest
  const media: Photo = { kind: 'photo', sizes, width, height }
  const blur = blurOf(photo.sizes)
  if (blur) media.blur = blur
  if (spoiler) media.spoiler = true
  return media
}

/** Smallest first. */
export function picturesOf(
  kind: 'photo' | 'document',
  from: tl.RawPhoto | tl.RawDocument,
  sizes: tl.TypePhotoSize[] | undefined,
): Picture[] {
  const pictures: Picture[] = []
  for (const size of sizes ?? []) {
    if (size._ !== 'photoSize' && size._ !== 'photoSizeProgressive') continue
    const bytes = size._ === 'photoSize' ? size.size : Math.max(0, ...size.sizes)
    const file = storedFile(kind, from, size.type, bytes, JPEG)
    pictures.push({ file, width: size.w, height: size.h })
  }
  return pictures.sort((one, other) => one.width - other.width)
}

/** The few pixels that came along with the message. */
export function blurOf(sizes: tl.TypePhotoSize[] | undefined): string | undefined {
  const stripped = sizes?.find((one) => one._ === 'photoStrippedSize')
  if (!stripped) return undefined
  try {
    const bytes = strippedPhotoToJpg(stripped.bytes)
    return `data:${JPEG};base64,${btoa(String.fromCharCode(...bytes))}`
  } catch {
    return undefined
  }
}
