/** Pinned chats are put in order with the mouse. */

import { type Chat, pinnedIds } from '../../model/chat'
import type { PeerId } from '../../model/peer'
import { reorder } from '../../state/tidying'

/** @param shown the list that they are dragged in */
export function pinnedDrag(shown: () => Chat[]) {
  let dragged: PeerId = 0
  let over = $state<PeerId>(0)

  function end(): void {
    dragged = 0
    over = 0
  }

  return {
    /** The chat above which it would be put. */
    get over(): PeerId {
      return over
    },
    start(id: PeerId): void {
      dragged = id
    },
    move(event: DragEvent, chat: Chat): void {
      if (!dragged || !chat.pinned) return
      event.preventDefault()
      over = chat.id === dragged ? 0 : chat.id
    },
    end,
    drop(event: DragEvent): void {
      event.preventDefault()
      const archived = shown().find((one) => one.id === dragged)?.archived ?? false
      const before = pinnedIds(shown(), archived)
      const from = before.indexOf(dragged)
      const to = before.indexOf(over)
      if (from >= 0 && to >= 0) {
        const ids = before.filter((id) => id !== dragged)
        ids.splice(to, 0, dragged)
        void reorder(ids, before, archived)
      }
      end()
    },
  }
}
