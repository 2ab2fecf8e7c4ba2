/** Formatting of what is chosen in a field: marks are put around it, so that undoing works as ever. */

import type { EntityKind } from '../../model/entity'
import { MARKS } from '../../model/markup'

export type Format = Extract<EntityKind, 'bold' | 'italic' | 'strike' | 'code' | 'spoiler' | 'link'>

const KEYS: Record<string, Format> = { KeyB: 'bold', KeyI: 'italic', KeyK: 'link' }
const SHIFTED: Record<string, Format> = { KeyX: 'strike', KeyM: 'code', KeyP: 'spoiler' }

/** The formatting that a key stands for; by its place, so that Persian keyboards have it as well. */
export function formatOf(event: KeyboardEvent): Format | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined
  return (event.shiftKey ? SHIFTED : KEYS)[event.code]
}

const ADDRESS = 'https://'

export function formatSelection(field: HTMLTextAreaElement, format: Format): void {
  const { selectionStart: from, selectionEnd: to, value } = field
  const words = value.slice(from, to)
  field.focus()
  if (format === 'link') {
    write(`[${words}](${ADDRESS})`)
    const end = from + words.length + 3 + ADDRESS.length
    field.setSelectionRange(end - ADDRESS.length, end)
    return
  }
  const mark = MARKS.get(format) ?? ''
  const long = mark.length
  const isMarked = value.slice(from - long, from) === mark && value.slice(to, to + long) === mark
  if (isMarked && from >= long) {
    field.setSelectionRange(from - long, to + long)
    write(words)
    field.setSelectionRange(from - long, to - long)
  } else {
    write(mark + words + mark)
    field.setSelectionRange(from + long, to + long)
  }
}

/** The one way to write into a field that browsers let people undo. */
function write(text: string): void {
  document.execCommand('insertText', false, text)
}
