/** What the menu of a message offers about pinning it. */

import type { Message } from '../../model/message'
import { mayPin } from '../../model/pin'
import { t } from '../../state/language.svelte'
import { peerOf } from '../../state/peers.svelte'
import { pinMessage, unpinMessage } from '../../state/pins.svelte'
import type { Item } from '../kit/Menu.svelte'

export function pinItems(message: Message): Item[] {
  const peer = peerOf(message.chat)
  if (!peer || !mayPin(message, peer)) return []
  if (message.pinned) {
    return [{ icon: 'unpin', label: t('pins.unpin'), act: () => void unpinMessage(message) }]
  }
  const act = (silent: boolean, forMe = false) => {
    return () => void pinMessage(message, silent, forMe)
  }
  if (peer.self) return [{ icon: 'pin', label: t('pins.pin'), act: act(true) }]
  const items: Item[] =
    peer.kind === 'user'
      ? [
          { icon: 'pin', label: t('pins.forBoth'), act: act(false) },
          { icon: 'person', label: t('pins.forMe'), act: act(true, true) },
        ]
      : [
          { icon: 'sound', label: t('pins.aloud'), act: act(false) },
          { icon: 'mute', label: t('pins.silently'), act: act(true) },
        ]
  return [{ icon: 'pin', label: t('pins.pinChoice'), items }]
}
