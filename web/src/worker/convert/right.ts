/** Rights of the API ↔ what somebody may do. The names are the same; the API's bans say what one may not. */

import type { tl } from '@mtcute/core'
import { DUTIES, type Duty, PERMISSIONS, type Permission } from '../../model/right'

export function dutiesIn(rights: tl.RawChatAdminRights | undefined): Duty[] {
  return rights ? DUTIES.filter((duty) => rights[duty]) : []
}

/** An admin of whom nothing is asked is one anyway: `other` says so. */
export function adminRights(duties: Duty[]): tl.RawChatAdminRights {
  const given = Object.fromEntries(duties.map((duty) => [duty, true]))
  return { _: 'chatAdminRights', ...given, ...(duties.length ? { other: true } : {}) }
}

export function deniedIn(...all: (tl.RawChatBannedRights | undefined)[]): Permission[] {
  return PERMISSIONS.filter((name) =>
    all.some((rights) => rights && (rights[name] || isSaid(rights, name))),
  )
}

const SPOKEN = (name: Permission): boolean => name.startsWith('send') || name === 'embedLinks'

function isSaid(rights: tl.RawChatBannedRights, name: Permission): boolean {
  if (SPOKEN(name) && (rights.sendMessages || rights.viewMessages)) return true
  return Boolean(rights.sendMedia && SPOKEN(name) && name !== 'sendPlain')
}

export function bannedRights(denied: Permission[], until = 0): tl.RawChatBannedRights {
  const taken = Object.fromEntries(denied.map((name) => [name, true]))
  const stickers = denied.includes('sendStickers')
  return {
    _: 'chatBannedRights',
    ...taken,
    ...(stickers ? { sendGifs: true, sendGames: true, sendInline: true } : {}),
    untilDate: until,
  }
}

/** Out of the room, and not to come back. */
export const BANISHED: tl.RawChatBannedRights = {
  _: 'chatBannedRights',
  viewMessages: true,
  sendMessages: true,
  untilDate: 0,
}
