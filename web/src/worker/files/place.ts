/** Where a file is, as a string that the page keeps; `location.ts` reads it. */

import type { tl } from '@mtcute/core'
import type { RemoteFile } from '../../model/media'
import type { PeerId } from '../../model/peer'

type Stored = 'photo' | 'document'

/** @param size one of its thumbnails or sizes; '' is a document itself */
export function storedFile(
  kind: Stored,
  from: tl.RawPhoto | tl.RawDocument,
  size: string,
  bytes: number,
  type: string,
): RemoteFile {
  const { id, accessHash, fileReference } = from
  const reference = btoa(String.fromCharCode(...fileReference))
  return {
    key: `${kind}-${id}${size && `-${size}`}`,
    place: [kind, id, accessHash, reference, size].join(':'),
    size: bytes,
    type,
  }
}

/** The small photo of a peer. */
export function peerPhoto(peer: PeerId, photo: tl.Long): RemoteFile {
  return {
    key: `peer-${photo}-small`,
    place: ['peer', peer, photo, '', 'small'].join(':'),
    size: 0,
    type: 'image/jpeg',
  }
}

/** A file that is elsewhere and is read through the server. */
export function webFile({ url, accessHash, size, mimeType }: tl.RawWebDocument): RemoteFile {
  return {
    key: `web-${accessHash}`,
    place: ['web', encodeURIComponent(url), accessHash].join(':'),
    size,
    type: mimeType,
  }
}
