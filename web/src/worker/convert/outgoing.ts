/** Files that are sent → media of the API. */

import type { tl } from '@mtcute/core'
import type { Outgoing } from '../../model/outgoing'
import { packedWaveform } from '../../model/waveform'

export function uploadedMedia(
  item: Outgoing,
  file: tl.TypeInputFile,
  thumb: tl.TypeInputFile | undefined,
): tl.TypeInputMedia {
  const spoiler = item.spoiler === true
  if (item.kind === 'photo') return { _: 'inputMediaUploadedPhoto', file, spoiler }
  const attributes: tl.TypeDocumentAttribute[] = attributesOf(item)
  if (item.name) attributes.push({ _: 'documentAttributeFilename', fileName: item.name })
  return {
    _: 'inputMediaUploadedDocument',
    file,
    mimeType: item.type || 'application/octet-stream',
    attributes,
    spoiler,
    forceFile: item.kind === 'document',
    nosoundVideo: item.kind === 'animation',
    ...(thumb ? { thumb } : {}),
  }
}

function attributesOf(item: Outgoing): tl.TypeDocumentAttribute[] {
  const { kind, width: w = 0, height: h = 0, duration = 0, title, performer } = item
  switch (kind) {
    case 'video':
    case 'roundVideo':
      return [
        {
          _: 'documentAttributeVideo',
          supportsStreaming: true,
          roundMessage: kind === 'roundVideo',
          duration,
          w,
          h,
        },
      ]
    case 'animation': {
      const animated: tl.TypeDocumentAttribute = { _: 'documentAttributeAnimated' }
      if (item.type.startsWith('video/')) {
        return [animated, { _: 'documentAttributeVideo', duration, w, h }]
      }
      return [animated, { _: 'documentAttributeImageSize', w, h }]
    }
    case 'voice':
      return [
        {
          _: 'documentAttributeAudio',
          voice: true,
          duration: Math.round(duration),
          waveform: packedWaveform(item.waveform ?? []),
        },
      ]
    case 'audio':
      return [
        {
          _: 'documentAttributeAudio',
          duration: Math.round(duration),
          ...(title ? { title } : {}),
          ...(performer ? { performer } : {}),
        },
      ]
    default:
      return w && h ? [{ _: 'documentAttributeImageSize', w, h }] : []
  }
}

/** What the server made of an upload, as it is named when it is sent again or in an album. */
export function knownMedia(media: tl.TypeMessageMedia): tl.TypeInputMedia | undefined {
  if (media._ === 'messageMediaPhoto' && media.photo?._ === 'photo') {
    const { id, accessHash, fileReference } = media.photo
    return {
      _: 'inputMediaPhoto',
      id: { _: 'inputPhoto', id, accessHash, fileReference },
      spoiler: media.spoiler === true,
    }
  }
  if (media._ === 'messageMediaDocument' && media.document?._ === 'document') {
    const { id, accessHash, fileReference } = media.document
    return {
      _: 'inputMediaDocument',
      id: { _: 'inputDocument', id, accessHash, fileReference },
      spoiler: media.spoiler === true,
    }
  }
  return undefined
}
