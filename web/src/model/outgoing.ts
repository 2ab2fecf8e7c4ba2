/** Files on their way out: what they are sent as, and which go together. */

export type OutgoingKind =
  | 'photo'
  | 'video'
  | 'animation'
  | 'roundVideo'
  | 'voice'
  | 'audio'
  | 'document'

export interface Outgoing {
  kind: OutgoingKind
  blob: Blob
  name: string
  /** Its media type. */
  type: string
  width?: number
  height?: number
  /** In seconds. */
  duration?: number
  /** From 0 to 31. */
  waveform?: number[]
  /** A small JPEG. */
  thumb?: Blob
  title?: string
  performer?: string
  spoiler?: boolean
}

/** The most that an album holds. */
export const ALBUM = 10

/** Photos and videos go together, files of one kind with each other; anything else goes alone. */
function company({ kind }: Outgoing): string | undefined {
  if (kind === 'photo' || kind === 'video') return 'pictures'
  if (kind === 'audio' || kind === 'document') return kind
  return undefined
}

/** Cuts a choice of files into what can be one message or one album each, in their order. */
export function albumsOf<T extends Outgoing>(items: T[]): T[][] {
  const albums: T[][] = []
  for (const item of items) {
    const last = albums.at(-1)
    const before = last?.[0] && company(last[0])
    if (last && before && before === company(item) && last.length < ALBUM) last.push(item)
    else albums.push([item])
  }
  return albums
}

const PHOTOS = /^image\/(?:jpeg|png|webp|avif|bmp|heic|heif)$/

/** What a file is sent as when nothing else is wished, by its media type. */
export function kindOf(type: string): OutgoingKind {
  if (PHOTOS.test(type)) return 'photo'
  if (type === 'image/gif') return 'animation'
  if (type.startsWith('video/')) return 'video'
  if (type.startsWith('audio/')) return 'audio'
  return 'document'
}

/** The sides of a picture made to fit a square, in whole pixels; never larger than it was. */
export function fitted(width: number, height: number, side: number): [number, number] {
  const scale = Math.min(1, side / Math.max(width, height, 1))
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
}
