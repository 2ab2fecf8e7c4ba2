/** The line under the name of whom one talks with. */

import type { Peer } from '../../model/peer'
import { brief, t } from '../../state/language.svelte'
import { now } from '../../state/now.svelte'
import { isOnline } from '../../state/peers.svelte'

const JUST_S = 60

export function presenceText(peer: Peer | undefined): string {
  if (!peer || peer.self || peer.deleted) return ''
  if (peer.kind !== 'user') {
    if (peer.members === undefined) return ''
    return t(peer.kind === 'channel' ? 'chat.subscribers' : 'chat.members', { n: peer.members })
  }
  if (peer.bot) return t('presence.bot')
  if (isOnline(peer)) return t('presence.online')
  const presence = peer.presence ?? { kind: 'hidden' as const }
  if (presence.kind === 'online') return at(presence.until)
  if (presence.kind === 'offline') return at(presence.at)
  return t(`presence.${presence.kind}`)
}

function at(time: number): string {
  return now() - time < JUST_S ? t('presence.justNow') : t('presence.at', { time: brief(time) })
}
