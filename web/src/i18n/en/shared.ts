import type { Entry } from '../types'

export const shared = {
  'shared.title': 'Shared in this chat',
  'shared.pictures': 'Media',
  'shared.files': 'Files',
  'shared.links': 'Links',
  'shared.music': 'Music',
  'shared.voices': 'Voice',
  'shared.gifs': 'GIFs',
  'shared.toMessage': 'Show in the chat',
} satisfies Record<string, Entry>
