/** Asking for a menu: a right click, the keyboard's key for it, or a finger that stays. */

import type { Attachment } from 'svelte/attachments'

const STAYS_MS = 500
const SHAKES_PX = 10

interface Point {
  x: number
  y: number
}

/** @param asked is told what was pointed at, and where; returns false for what has no menu */
export function hold(asked: (target: Element, at: Point) => boolean): Attachment<HTMLElement> {
  return (node) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let from: Point = { x: 0, y: 0 }
    let held = false

    function menu(event: MouseEvent) {
      clearTimeout(timer)
      if (!(event.target instanceof Element)) return
      let at = { x: event.clientX, y: event.clientY }
      if (!at.x && !at.y) {
        const { left, bottom } = event.target.getBoundingClientRect()
        at = { x: left, y: bottom }
      }
      if (held || asked(event.target, at)) event.preventDefault()
    }

    // Browsers on iOS tell nothing of a finger that stays.
    function down(event: PointerEvent) {
      clearTimeout(timer)
      held = false
      const { target } = event
      if (event.pointerType !== 'touch' || !(target instanceof Element)) return
      from = { x: event.clientX, y: event.clientY }
      timer = setTimeout(() => {
        held = asked(target, from)
      }, STAYS_MS)
    }

    function move(event: PointerEvent) {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > SHAKES_PX)
        clearTimeout(timer)
    }

    function up() {
      clearTimeout(timer)
    }

    /** What was held is not opened. */
    function click(event: MouseEvent) {
      if (!held) return
      held = false
      event.preventDefault()
      event.stopPropagation()
    }

    node.addEventListener('contextmenu', menu)
    node.addEventListener('pointerdown', down)
    node.addEventListener('pointermove', move)
    node.addEventListener('pointerup', up)
    node.addEventListener('pointercancel', up)
    node.addEventListener('click', click, true)
    return () => {
      clearTimeout(timer)
      node.removeEventListener('contextmenu', menu)
      node.removeEventListener('pointerdown', down)
      node.removeEventListener('pointermove', move)
      node.removeEventListener('pointerup', up)
      node.removeEventListener('pointercancel', up)
      node.removeEventListener('click', click, true)
    }
  }
}
