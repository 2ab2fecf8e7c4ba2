/** A short word at the edge of the page about what was done, or why it was not. */

import { Failure } from '../model/failure'
import { reasonOf } from './language.svelte'

export interface Notice {
  text: string
  action?: { label: string; act: () => void }
}

const STAYS_MS = 5_000

let current = $state.raw<Notice>()
let timer: ReturnType<typeof setTimeout> | undefined

export function notice(): Notice | undefined {
  return current
}

export function tell(what: string | Failure, action?: Notice['action']): void {
  clearTimeout(timer)
  const text = what instanceof Failure ? reasonOf(what) : what
  current = action ? { text, action } : { text }
  timer = setTimeout(dismiss, STAYS_MS)
}

export function dismiss(): void {
  clearTimeout(timer)
  current = undefined
}
