/** Pinned messages: who may pin. */

import type { Message } from './message'
import type { Peer } from './peer'
import { isAllowed, mayDo } from './right'

export function mayPinIn(peer: Pick<Peer, 'kind' | 'standing'>): boolean {
  if (peer.kind === 'user') return true
  if (peer.kind === 'channel') return mayDo(peer.standing, 'editMessages')
  return isAllowed(peer.standing, 'pinMessages')
}

export function mayPin(message: Message, peer: Pick<Peer, 'kind' | 'standing'>): boolean {
  return Boolean(message.id) && !message.service && message.delivery === 'sent' && mayPinIn(peer)
}
