/** The time, as often as texts like "last seen" need it. */

const STEP_MS = 20_000

let at = $state(Math.floor(Date.now() / 1000))
setInterval(() => {
  at = Math.floor(Date.now() / 1000)
}, STEP_MS)

/** Seconds since 1970, a few seconds old at most. Reading it in a component keeps the component fresh. */
export function now(): number {
  return at
}
