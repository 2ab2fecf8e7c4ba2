/** What parts of the page show at once at the next start, before the server was asked. */

import { api } from './bridge'

const PAUSE_MS = 1_000

/** What a part kept, if anything. */
export async function lastShown<T>(part: string): Promise<T | undefined> {
  return (await api.shown.read(part).catch(() => undefined)) as T | undefined
}

/**
 * Keeps a part from now on: some time after it changed, and when the page is put away.
 *
 * @param value reads all that belongs to it
 */
export function keepShown(part: string, value: () => unknown): void {
  let due: ReturnType<typeof setTimeout> | undefined
  let latest: unknown
  const write = () => {
    clearTimeout(due)
    due = undefined
    api.shown.write(part, $state.snapshot(latest)).catch(() => {})
  }
  $effect.root(() => {
    $effect(() => {
      latest = value()
      due ??= setTimeout(write, PAUSE_MS)
    })
  })
  addEventListener('visibilitychange', () => {
    if (document.hidden && due) write()
  })
}
