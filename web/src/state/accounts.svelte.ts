/** The accounts that are signed in here, and which of them this page shows. Each has a place of its own. */

import type { Peer } from '../model/peer'

/** So many can be signed in at once. */
export const MOST_ACCOUNTS = 4

const ALL = 'hodhod.accounts'
const SHOWN = 'hodhod.shown'

/** An account: its place among those of this browser, and who it is, as far as that is known. */
export interface Signed {
  place: number
  id: number
  title: string
}

function read(): Signed[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(ALL) ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.filter((one) => Number.isInteger(one?.place) && one.place < MOST_ACCOUNTS)
  } catch {
    return []
  }
}

let all = $state.raw(read())

function write(next: Signed[]): void {
  all = next
  localStorage.setItem(ALL, JSON.stringify(next))
}

/** A notification that opens a page says whose it is; once. */
function namedInAddress(): string | null {
  const { pathname, search, hash } = location
  const named = new URLSearchParams(search).get('account')
  if (named !== null) {
    history.replaceState(null, '', pathname + hash)
    sessionStorage.setItem(SHOWN, named)
  }
  return named
}

/** A tab stays with its account; a new one shows what was shown last. */
function placeShown(): number {
  const asked = namedInAddress() ?? sessionStorage.getItem(SHOWN) ?? localStorage.getItem(SHOWN)
  const place = Number(asked)
  if (asked !== null && place >= 0 && place < MOST_ACCOUNTS) return place
  return all[0]?.place ?? 0
}

/** The place of the account that this page shows. */
export const shownPlace = placeShown()

export function isSignedIn(): boolean {
  return all.some(({ place }) => place === shownPlace)
}

export function otherAccounts(): Signed[] {
  return all.filter(({ place }) => place !== shownPlace)
}

export function keepAccount({ id, title }: Peer): void {
  const others = all.filter(({ place }) => place !== shownPlace)
  write([...others, { place: shownPlace, id, title }].sort((one, other) => one.place - other.place))
  keepShown(shownPlace)
}

export function dropAccount(place = shownPlace): void {
  write(read().filter((one) => one.place !== place))
}

function keepShown(place: number): void {
  sessionStorage.setItem(SHOWN, String(place))
  localStorage.setItem(SHOWN, String(place))
}

/** Shows another account: everything that the page knew goes with the page. */
export function showAccount(place: number, path = ''): void {
  keepShown(place)
  location.hash = path
  location.reload()
}

/** Where another account can be signed in; nothing if there is no room. */
export function freePlace(): number | undefined {
  const places = Array.from({ length: MOST_ACCOUNTS }, (_, place) => place)
  return places.find((place) => !all.some((one) => one.place === place))
}
