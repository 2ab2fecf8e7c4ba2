/** Files that were chosen → what is sent of them. */

import { kindOf, type Outgoing } from '../../model/outgoing'
import { animationFrom, audioFrom, photoFrom, videoFrom } from './picture'

const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  pdf: 'application/pdf',
  zip: 'application/zip',
}

/** Systems do not always know the type of a file. */
function typed(file: File): File {
  if (file.type) return file
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? ''
  return new File([file], file.name, { type: TYPES[ending] ?? 'application/octet-stream' })
}

function plain(file: File): Outgoing {
  return { kind: 'document', blob: file, name: file.name, type: file.type }
}

/** What a file is sent as. Whatever the browser cannot read goes as it is. */
export async function prepared(given: File, asFile: boolean): Promise<Outgoing> {
  const file = typed(given)
  if (asFile) return plain(file)
  switch (kindOf(file.type)) {
    case 'photo':
      return (await photoFrom(file)) ?? plain(file)
    case 'animation':
      return (await animationFrom(file)) ?? plain(file)
    case 'video':
      return (await videoFrom(file)) ?? plain(file)
    case 'audio':
      return (await audioFrom(file)) ?? plain(file)
    default:
      return plain(file)
  }
}
