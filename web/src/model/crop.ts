/** The square of a picture that becomes a photo of somebody. */

export interface Crop {
  /** Its upper left corner and its side, in pixels of the picture. */
  x: number
  y: number
  side: number
}

/** So much closer than the largest square. */
export const MOST_ZOOM = 4

/** The largest square, in the middle. */
export function middle(width: number, height: number): Crop {
  const side = Math.min(width, height)
  return { x: (width - side) / 2, y: (height - side) / 2, side }
}

/** Moved by parts of its side, but not over an edge of the picture. */
export function moved(crop: Crop, width: number, height: number, dx: number, dy: number): Crop {
  return {
    x: within(crop.x + dx * crop.side, width - crop.side),
    y: within(crop.y + dy * crop.side, height - crop.side),
    side: crop.side,
  }
}

/** Closer or farther around its middle: 1 is the largest square. */
export function zoomed(crop: Crop, width: number, height: number, zoom: number): Crop {
  const side = Math.min(width, height) / Math.min(Math.max(zoom, 1), MOST_ZOOM)
  const shift = (crop.side - side) / 2
  return {
    x: within(crop.x + shift, width - side),
    y: within(crop.y + shift, height - side),
    side,
  }
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most)
}
