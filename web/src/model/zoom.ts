/** A picture that is looked at closely: how much larger it is, and how far its middle is moved. */

export interface Zoom {
  scale: number
  /** In pixels of the window, from the middle of it. */
  x: number
  y: number
}

export const WHOLE: Zoom = { scale: 1, x: 0, y: 0 }
export const CLOSE = 2.5
const LARGEST = 8

/** Makes it larger or smaller; what is under a point stays there. The point is from the middle. */
export function zoomedAt(zoom: Zoom, factor: number, x: number, y: number): Zoom {
  const scale = Math.min(LARGEST, Math.max(1, zoom.scale * factor))
  if (scale === 1) return WHOLE
  const by = scale / zoom.scale
  return { scale, x: x - (x - zoom.x) * by, y: y - (y - zoom.y) * by }
}

/** Moves it, no further than that its edge stays at the edge of the window. */
export function moved(zoom: Zoom, dx: number, dy: number, width: number, height: number): Zoom {
  const most = (side: number) => (side * (zoom.scale - 1)) / 2
  const within = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value))
  return {
    scale: zoom.scale,
    x: within(zoom.x + dx, most(width)),
    y: within(zoom.y + dy, most(height)),
  }
}

export type Swipe = 'next' | 'previous' | 'close'

const ENOUGH_PX = 60

/** What a finger that moved so far means; `rtl` turns what is next. */
export function swipeOf(dx: number, dy: number, rtl: boolean): Swipe | undefined {
  if (Math.abs(dy) > Math.abs(dx)) return Math.abs(dy) > ENOUGH_PX * 1.5 ? 'close' : undefined
  if (Math.abs(dx) < ENOUGH_PX) return undefined
  return dx < 0 !== rtl ? 'next' : 'previous'
}
