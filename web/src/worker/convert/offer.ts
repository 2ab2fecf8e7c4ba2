/** Results of inline bots → offers. */

import type { tl } from '@mtcute/core'
import type { Offer, Offers } from '../../model/offer'
import { webFile } from '../files/place'
import { blurOf, picturesOf } from './photo'

export function offersOf(found: tl.messages.RawBotResults): Offers {
  const offers: Offers = {
    items: found.results.map((one) => offerOf(found.queryId.toString(), one)),
    gallery: found.gallery === true,
  }
  if (found.nextOffset) offers.next = found.nextOffset
  if (found.switchPm) {
    offers.lead = { text: found.switchPm.text, start: found.switchPm.startParam }
  } else if (found.switchWebview) {
    offers.lead = { text: found.switchWebview.text, page: found.switchWebview.url }
  }
  return offers
}

function offerOf(query: string, one: tl.TypeBotInlineResult): Offer {
  const said = one.sendMessage
  const words = 'message' in said ? said.message : ''
  const offer: Offer = {
    query,
    id: one.id,
    title: one.title ?? words,
    about: one.description ?? (one.title ? words : ''),
  }
  if (one._ === 'botInlineResult') {
    const shown =
      one.thumb ?? (one.content?.mimeType.startsWith('image/') ? one.content : undefined)
    if (shown?._ === 'webDocument') offer.thumb = webFile(shown)
    return offer
  }
  const pictures =
    one.photo?._ === 'photo'
      ? picturesOf('photo', one.photo, one.photo.sizes)
      : one.document?._ === 'document'
        ? picturesOf('document', one.document, one.document.thumbs)
        : []
  const thumb = pictures.find(({ width }) => width >= 200) ?? pictures.at(-1)
  if (thumb) offer.thumb = thumb.file
  const blur = one.photo?._ === 'photo' ? blurOf(one.photo.sizes) : undefined
  if (blur) offer.blur = blur
  return offer
}
