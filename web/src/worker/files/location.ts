/** The place of a file → a location of the API. */

import { Long, type tl } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import { Failure } from '../../model/failure'
import type { Account } from '../account'

export async function locationOf(
  account: Account,
  place: string,
): Promise<tl.TypeInputFileLocation | tl.RawInputWebFileLocation> {
  const [kind, id = '', accessHash = '', reference = '', size = ''] = place.split(':')
  if (kind === 'peer') {
    return {
      _: 'inputPeerPhotoFileLocation',
      peer: await resolvePeer(account.client, Number(id)),
      photoId: Long.fromString(accessHash),
      big: size === 'big',
    }
  }
  if (kind === 'web') {
    return {
      _: 'inputWebFileLocation',
      url: decodeURIComponent(id),
      accessHash: Long.fromString(accessHash),
    }
  }
  if (kind !== 'photo' && kind !== 'document') throw new Failure(0, 'LOCATION_INVALID')
  return {
    _: kind === 'photo' ? 'inputPhotoFileLocation' : 'inputDocumentFileLocation',
    id: Long.fromString(id),
    accessHash: Long.fromString(accessHash),
    fileReference: Uint8Array.from(atob(reference), (letter) => letter.charCodeAt(0)),
    thumbSize: size,
  }
}
