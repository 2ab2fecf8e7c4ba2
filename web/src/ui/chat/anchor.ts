/** Keeps what is seen where it is while rows come and go above it. */

/** A row, and how far it is from the top of what is seen, in pixels. */
export type Anchor = [key: string, px: number]

/** The row nearest to the top of what is seen. */
export function anchorIn(scroller: HTMLElement): Anchor | undefined {
  const top = scroller.getBoundingClientRect().top
  for (const row of scroller.querySelectorAll<HTMLElement>('[data-key]')) {
    const box = row.getBoundingClientRect()
    if (box.bottom > top) return [row.dataset.key ?? '', box.top - top]
  }
  return undefined
}

/** Scrolls so that the row is where it was. */
export function keepAnchor(scroller: HTMLElement, [key, before]: Anchor): void {
  const row = scroller.querySelector(`[data-key="${CSS.escape(key)}"]`)
  const top = scroller.getBoundingClientRect().top
  if (row) scroller.scrollTop += row.getBoundingClientRect().top - top - before
}
