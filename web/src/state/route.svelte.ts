/** Where the page is: kept after the # of its address, so that back and forward work. */

import type { PeerId } from '../model/peer'

/** What stands beside a chat. */
export const PANELS = [
  'profile',
  'edit',
  'permissions',
  'members',
  'admins',
  'banned',
  'restricted',
  'links',
  'requests',
  'log',
  'statistics',
] as const
export type Panel = (typeof PANELS)[number]

const NEW = ['group', 'supergroup', 'channel'] as const
export type NewKind = (typeof NEW)[number]

export type Route =
  | { at: 'list' }
  /** A chat, or the thread of it that a message began. */
  | { at: 'chat'; id: PeerId; thread?: number; panel?: Panel; message?: number }
  | { at: 'archive' }
  | { at: 'new'; kind: NewKind }
  /** Where a link of an invitation or a public name leads. */
  | { at: 'join'; link: string }
  /** A page of the settings and a part of it; '' is their index. */
  | { at: 'settings'; page: string; part: string }

function read(): Route {
  const [, place, id = '', ...parts] = location.hash.split('/')
  const thread = parts[0] === 'thread' ? Number(parts[1]) : 0
  const [part = ''] = thread ? parts.slice(2) : parts
  if (place === 'chat' && Number.isSafeInteger(Number(id))) {
    const panel = PANELS.find((one) => one === part)
    const message = /^\d+$/.test(part) ? { message: Number(part) } : {}
    return {
      at: 'chat',
      id: Number(id),
      ...(thread > 0 ? { thread } : {}),
      ...(panel ? { panel } : {}),
      ...message,
    }
  }
  const kind = NEW.find((one) => one === id)
  if (place === 'new' && kind) return { at: 'new', kind }
  if (place === 'join' && id) return { at: 'join', link: id }
  if (place === 'archive') return { at: 'archive' }
  if (place === 'settings') return { at: 'settings', page: id, part }
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

/** The thread that is open, or 0. */
export function openThread(): number {
  return (current.at === 'chat' && current.thread) || 0
}

export function openPanel(): Panel | undefined {
  return current.at === 'chat' ? current.panel : undefined
}

export const paths = {
  list: '#/',
  archive: '#/archive',
  settings: '#/settings',
  setting: (page: string, part = ''): string => `#/settings/${page}${part && `/${part}`}`,
  chat: (id: PeerId): string => `#/chat/${id}`,
  thread: (id: PeerId, top: number): string => `#/chat/${id}${top ? `/thread/${top}` : ''}`,
  /** A chat at the place of a message. */
  message: (id: PeerId, message: number, thread = 0): string =>
    `${paths.thread(id, thread)}/${message}`,
  panel: (id: PeerId, panel: Panel): string => `#/chat/${id}/${panel}`,
  new: (kind: NewKind): string => `#/new/${kind}`,
  join: (link: string): string => `#/join/${link}`,
}

/** The message that the address leads to, or 0. */
export function openMessage(): number {
  return (current.at === 'chat' && current.message) || 0
}

export function go(path: string): void {
  location.hash = path
}

/** Goes somewhere in place of where one is: back does not lead here again. */
export function goInstead(path: string): void {
  location.replace(path)
}
