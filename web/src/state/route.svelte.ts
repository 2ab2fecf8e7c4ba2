/** Where the page is: kept after the # of its address, so that back and forward work. */

import type { PeerId } from '../model/peer'

export type Route =
  | { at: 'list' }
  | { at: 'chat'; id: PeerId }
  | { at: 'archive' }
  | { at: 'settings' }

function read(): Route {
  const [, place, id] = location.hash.split('/')
  if (place === 'chat' && Number.isSafeInteger(Number(id))) return { at: 'chat', id: Number(id) }
  if (place === 'archive') return { at: 'archive' }
  if (place === 'settings') return { at: 'settings' }
  return { at: 'list' }
}

let current = $state<Route>(read())
addEventListener('hashchange', () => {
  current = read()
})

export function route(): Route {
  return current
}

/** The chat that is open, or 0. */
export function openChat(): PeerId {
  return current.at === 'chat' ? current.id : 0
}

export const paths = {
  list: '#/',
  archive: '#/archive',
  settings: '#/settings',
  chat: (id: PeerId): string => `#/chat/${id}`,
}

export function go(path: string): void {
  location.hash = path
}
