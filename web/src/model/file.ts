/** Files on the server. */

/** A file on the server. `place` tells the worker where; the same `key` is always the same bytes. */
export interface RemoteFile {
  key: string
  place: string
  /** In bytes; 0 if it is not known. */
  size: number
  /** Its media type, as whoever sent it says. */
  type: string
}

/** The large picture of a peer, by its small one. */
export function largePhoto({ key, place, type }: RemoteFile): RemoteFile {
  const large = (name: string) => name.replace(/small$/, 'big')
  return { key: large(key), place: large(place), size: 0, type }
}
