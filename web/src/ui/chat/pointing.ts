/** What clicks on the messages of a chat do. */

import type { Row } from '../../model/album'
import { reactQuickly } from '../../state/reactions.svelte'
import { toggle } from '../../state/selecting.svelte'

interface Pointed {
  rowOf: (key: string) => Row | undefined
  /** Whether messages are being chosen: then a click chooses, whatever in a message it meets. */
  selects: () => boolean
  menu: (row: Row, at: { x: number; y: number }) => void
}

/**
 * A right click opens a menu, two clicks react, one chooses while messages are chosen.
 *
 * Those without a mouse have a button in each bubble, and boxes to tick while they choose.
 *
 * @returns what ends it
 */
export function pointing(list: HTMLElement, { rowOf, selects, menu }: Pointed): () => void {
  function pointed(target: EventTarget | null): Row | undefined {
    const node = target instanceof Element && target.closest<HTMLElement>('.row')
    const row = node ? rowOf(node.dataset.key ?? '') : undefined
    return row?.message.id && !row.message.service ? row : undefined
  }

  function rightClick(event: MouseEvent) {
    const row = pointed(event.target)
    if (!row || selects() || getSelection()?.toString()) return
    event.preventDefault()
    menu(row, { x: event.clientX, y: event.clientY })
  }

  function doubleClick(event: MouseEvent) {
    const message = pointed(event.target)?.message
    if (!message || selects() || message.delivery !== 'sent') return
    getSelection()?.empty()
    void reactQuickly(message)
  }

  function click(event: MouseEvent) {
    const row = selects() && pointed(event.target)
    if (!row) return
    event.preventDefault()
    event.stopPropagation()
    toggle(row.album)
  }

  list.addEventListener('contextmenu', rightClick)
  list.addEventListener('dblclick', doubleClick)
  list.addEventListener('click', click, true)
  return () => {
    list.removeEventListener('contextmenu', rightClick)
    list.removeEventListener('dblclick', doubleClick)
    list.removeEventListener('click', click, true)
  }
}
