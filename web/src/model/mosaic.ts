/** How the pictures of an album are laid out: rows over the whole width, each picture whole or nearly so. */

/** A row: which pictures, from where to where, and its width to its height. */
export interface MosaicRow {
  from: number
  to: number
  ratio: number
}

const MOST_IN_ROW = 4
/** What all together should be high, of its width. */
const HEIGHT = 1.1
/** A row must not be flatter or higher than this. */
const FLATTEST = 4.5
const HIGHEST = 0.7

/** @param ratios width to height of each picture */
export function mosaic(ratios: number[]): MosaicRow[] {
  let best: MosaicRow[] = []
  let least = Number.POSITIVE_INFINITY
  const look = (rows: MosaicRow[], from: number): void => {
    if (from === ratios.length) {
      const cost = costOf(rows)
      if (cost < least) [best, least] = [rows, cost]
      return
    }
    let sum = 0
    for (let to = from + 1; to <= Math.min(ratios.length, from + MOST_IN_ROW); to++) {
      sum += ratios[to - 1] ?? 1
      look([...rows, { from, to, ratio: sum }], to)
    }
  }
  look([], 0)
  return best.map((row) => ({ ...row, ratio: Math.min(FLATTEST, Math.max(HIGHEST, row.ratio)) }))
}

function costOf(rows: MosaicRow[]): number {
  let height = 0
  let cost = 0
  for (const { ratio } of rows) {
    height += 1 / ratio
    if (ratio > FLATTEST) cost += ratio - FLATTEST
    if (ratio < HIGHEST) cost += 1 / ratio
  }
  // Many pictures may take more room than few.
  return cost + Math.abs(height - HEIGHT)
}
