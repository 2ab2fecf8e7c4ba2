/** What messages carry → media. */

import type { tl } from '@mtcute/core'
import type { Media } from '../../model/media'
import { documentOf } from './document'
import { peerIdOf } from './peer'
import { photoOf } from './photo'
import { pollOf } from './poll'

export function mediaOf(media: tl.TypeMessageMedia | undefined): Media | undefined {
  switch (media?._) {
    case undefined:
    case 'messageMediaEmpty':
      return undefined
    case 'messageMediaPhoto':
      return photoOf(media.photo, media.spoiler === true)
    case 'messageMediaDocument':
      return documentOf(media.document, media.spoiler === true)
    case 'messageMediaGeo':
    case 'messageMediaGeoLive':
    case 'messageMediaVenue':
      return locationOf(media)
    case 'messageMediaContact': {
      const name = `${media.firstName} ${media.lastName}`.trim()
      const contact: Media = { kind: 'contact', name, phone: media.phoneNumber }
      if (media.userId) contact.user = media.userId
      return contact
    }
    case 'messageMediaDice':
      return { kind: 'dice', emoji: media.emoticon, value: media.value }
    case 'messageMediaPoll':
      return pollOf(media)
    case 'messageMediaWebPage':
      return previewOf(media)
    case 'messageMediaStory':
      return { kind: 'story', peer: peerIdOf(media.peer) }
    default:
      return { kind: 'other' }
  }
}

type Place = tl.RawMessageMediaGeo | tl.RawMessageMediaGeoLive | tl.RawMessageMediaVenue

function locationOf(media: Place): Media {
  if (media.geo._ !== 'geoPoint') return { kind: 'other' }
  const location: Media = { kind: 'location', latitude: media.geo.lat, longitude: media.geo.long }
  if (media._ === 'messageMediaVenue') {
    location.title = media.title
    location.address = media.address
  }
  if (media._ === 'messageMediaGeoLive') location.liveFor = media.period
  return location
}

/** A page that is not read yet, or of which nothing is known, is no more than its link in the text. */
function previewOf({
  webpage,
  forceLargeMedia,
  forceSmallMedia,
}: tl.RawMessageMediaWebPage): Media | undefined {
  if (webpage._ !== 'webPage') return undefined
  const photo = webpage.photo ? photoOf(webpage.photo) : undefined
  const preview: Media = {
    kind: 'preview',
    url: webpage.url,
    site: webpage.siteName ?? webpage.displayUrl,
    title: webpage.title ?? '',
    about: webpage.description ?? '',
    large: Boolean(forceLargeMedia || (webpage.hasLargeMedia && !forceSmallMedia)),
  }
  if (photo?.kind === 'photo') preview.photo = photo
  return preview
}
