/** Moving a row aside with a finger: as far as a mark, something is done when it is let go. */

import type { Attachment } from 'svelte/attachments'

/** Towards the beginning of a line of text, or its end. */
export type Side = 'start' | 'end'

interface Options {
  /** How far a row is moved, in pixels to the right, and to which side it would be done. */
  onmove: (px: number, side: Side | undefined) => void
  ondone: (side: Side) => void
}

const BEGINS_PX = 12
const ENOUGH_PX = 80
const MOST_PX = 120

export function swipe({ onmove, ondone }: Options): Attachment<HTMLElement> {
  return (row) => {
    let from: { x: number; y: number; id: number } | undefined
    let moving = false
    let side: Side | undefined

    function down(event: PointerEvent) {
      if (event.pointerType !== 'touch' || !event.isPrimary) return
      from = { x: event.clientX, y: event.clientY, id: event.pointerId }
      moving = false
      side = undefined
    }

    function move(event: PointerEvent) {
      if (!from || event.pointerId !== from.id) return
      const x = event.clientX - from.x
      const y = event.clientY - from.y
      if (!moving) {
        if (Math.abs(y) > BEGINS_PX) from = undefined
        if (Math.abs(x) < BEGINS_PX || Math.abs(x) < Math.abs(y)) return
        moving = true
        row.setPointerCapture(event.pointerId)
      }
      const towardsEnd = x > 0 === (getComputedStyle(row).direction === 'ltr')
      side = Math.abs(x) < ENOUGH_PX ? undefined : towardsEnd ? 'end' : 'start'
      onmove(Math.max(-MOST_PX, Math.min(MOST_PX, x)), side)
    }

    function up() {
      if (moving) onmove(0, undefined)
      if (moving && side) ondone(side)
      from = undefined
    }

    /** What was moved is not opened. */
    function click(event: MouseEvent) {
      if (!moving) return
      event.preventDefault()
      event.stopPropagation()
      moving = false
    }

    row.addEventListener('pointerdown', down)
    row.addEventListener('pointermove', move)
    row.addEventListener('pointerup', up)
    row.addEventListener('pointercancel', up)
    row.addEventListener('click', click, true)
    return () => {
      row.removeEventListener('pointerdown', down)
      row.removeEventListener('pointermove', move)
      row.removeEventListener('pointerup', up)
      row.removeEventListener('pointercancel', up)
      row.removeEventListener('click', click, true)
    }
  }
}
