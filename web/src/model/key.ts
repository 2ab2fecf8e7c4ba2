/** What a key does wherever one is on the page. */

export type KeyAct = 'sheet' | 'search' | 'above' | 'below' | 'out'

export interface Pressed {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/**
 * The act of a key; letters by their place, so that Persian keyboards have them as well.
 *
 * `writes` is whether a field for text has the focus: there a question mark is a question mark.
 */
export function actOf(pressed: Pressed, writes: boolean): KeyAct | undefined {
  const command = pressed.ctrlKey || pressed.metaKey
  if (command && !pressed.altKey) {
    if (pressed.code === 'Slash') return 'sheet'
    return pressed.code === 'KeyK' && !pressed.shiftKey ? 'search' : undefined
  }
  if (command) return undefined
  if (pressed.altKey) {
    if (pressed.shiftKey) return undefined
    return ({ ArrowUp: 'above', ArrowDown: 'below' } as const)[pressed.key]
  }
  if (pressed.key === 'Escape') return 'out'
  return !writes && (pressed.key === '?' || pressed.key === '؟') ? 'sheet' : undefined
}

/** The neighbour of what is open in a list; with nothing open its first, and at its ends nothing. */
export function besides<T>(list: readonly T[], open: T, step: 1 | -1): T | undefined {
  const at = list.indexOf(open)
  return at < 0 ? list[0] : list[at + step]
}
