/** What messages carry → media. */

import type { tl } from '@mtcute/core'
import type { Media } from '../../model/message'

export function mediaOf(media: tl.TypeMessageMedia | undefined): Media | undefined {
  switch (media?._) {
    case undefined:
    case 'messageMediaEmpty':
      return undefined
    case 'messageMediaPhoto':
      return { kind: 'photo' }
    case 'messageMediaDocument':
      return documentOf(media.document)
    case 'messageMediaGeo':
    case 'messageMediaGeoLive':
    case 'messageMediaVenue':
      return { kind: 'location' }
    case 'messageMediaContact':
      return { kind: 'contact' }
    case 'messageMediaPoll':
      return { kind: 'poll' }
    case 'messageMediaWebPage':
      return { kind: 'preview' }
    case 'messageMediaStory':
      return { kind: 'story' }
    default:
      return { kind: 'other' }
  }
}

function documentOf(document: tl.TypeDocument | undefined): Media {
  if (document?._ !== 'document') return { kind: 'document' }
  const attributes = document.attributes
  if (attributes.some((one) => one._ === 'documentAttributeSticker')) return { kind: 'sticker' }
  if (attributes.some((one) => one._ === 'documentAttributeAnimated')) return { kind: 'animation' }
  const audio = attributes.find((one) => one._ === 'documentAttributeAudio')
  if (audio) return { kind: audio.voice ? 'voice' : 'audio' }
  const video = attributes.find((one) => one._ === 'documentAttributeVideo')
  if (video) return { kind: video.roundMessage ? 'roundVideo' : 'video' }
  return { kind: 'document' }
}
