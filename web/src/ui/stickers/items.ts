/** What can be done with the sticker or the GIF of a message. */

import type { Message } from '../../model/message'
import { t } from '../../state/language.svelte'
import { favour, saveGif } from '../../state/stickers.svelte'
import type { Item } from '../kit/Menu.svelte'

export function stickerItems({ media }: Message): Item[] {
  if (media?.kind === 'sticker') {
    return [{ icon: 'heart', label: t('stickers.favour'), act: () => void favour(media, true) }]
  }
  if (media?.kind === 'animation') {
    return [{ icon: 'saved', label: t('stickers.saveGif'), act: () => void saveGif(media, true) }]
  }
  return []
}
