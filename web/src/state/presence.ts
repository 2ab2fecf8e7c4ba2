/** Tells others that one is here while the page is looked at. */

import { api } from './bridge'

/** The server takes somebody for gone after five minutes without a word. */
const AGAIN_MS = 60_000

let told: boolean | undefined

function tell(online: boolean): void {
  if (online === told && !online) return
  told = online
  api.people.appear(online).catch(() => {
    told = undefined
  })
}

const isHere = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

/** From now on; called once somebody is signed in. */
export function watchPresence(): void {
  tell(isHere())
  const look = () => tell(isHere())
  for (const event of ['focus', 'blur', 'visibilitychange']) addEventListener(event, look, true)
  setInterval(() => {
    if (isHere()) tell(true)
  }, AGAIN_MS)
}
