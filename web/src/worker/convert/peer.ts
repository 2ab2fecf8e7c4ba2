/** Users and chats of the API → peers. */

import type { tl } from '@mtcute/core'
import { toggleChannelIdMark } from '@mtcute/core/utils.js'
import { type Peer, type PeerId, type Presence, safeName } from '../../model/peer'
import type { Standing } from '../../model/right'
import { peerPhoto } from '../files/place'
import { deniedIn, dutiesIn } from './right'

export function peerIdOf(peer: tl.TypePeer | tl.TypeInputPeer): PeerId {
  if ('userId' in peer) return peer.userId
  if ('chatId' in peer) return -peer.chatId
  if ('channelId' in peer) return toggleChannelIdMark(peer.channelId)
  return 0
}

export function presenceOf(status: tl.TypeUserStatus | undefined): Presence {
  switch (status?._) {
    case 'userStatusOnline':
      return { kind: 'online', until: status.expires }
    case 'userStatusOffline':
      return { kind: 'offline', at: status.wasOnline }
    case 'userStatusRecently':
      return { kind: 'recently' }
    case 'userStatusLastWeek':
      return { kind: 'week' }
    case 'userStatusLastMonth':
      return { kind: 'month' }
    default:
      return { kind: 'hidden' }
  }
}

export function userOf(user: tl.TypeUser): Peer {
  if (user._ === 'userEmpty') return { id: user.id, kind: 'user', title: '', deleted: true }
  const firstName = safeName(user.firstName ?? '')
  const lastName = safeName(user.lastName ?? '')
  const username = user.username ?? user.usernames?.find((one) => one.active)?.username
  const peer: Peer = {
    id: user.id,
    kind: 'user',
    title: `${firstName} ${lastName}`.trim(),
    firstName,
    lastName,
    presence: presenceOf(user.status),
  }
  if (username) peer.username = username
  if (user.phone) peer.phone = user.phone
  if (user.photo?._ === 'userProfilePhoto') peer.photo = peerPhoto(user.id, user.photo.photoId)
  if (user.self) peer.self = true
  if (user.bot) peer.bot = true
  if (user.contact) peer.contact = true
  if (user.deleted) peer.deleted = true
  if (user.verified) peer.verified = true
  return peer
}

export function chatPeerOf(chat: tl.TypeChat): Peer {
  if (chat._ === 'channel' || chat._ === 'channelForbidden') {
    const peer: Peer = {
      id: toggleChannelIdMark(chat.id),
      kind: chat.broadcast ? 'channel' : 'supergroup',
      title: safeName(chat.title),
      standing: { left: true },
    }
    if (chat._ === 'channel') {
      peer.standing = standingOf(chat)
      if (chat.username) peer.username = chat.username
      if (chat.participantsCount !== undefined) peer.members = chat.participantsCount
      if (chat.verified) peer.verified = true
      if (chat.forum) peer.forum = true
      if (chat.photo._ === 'chatPhoto') peer.photo = peerPhoto(peer.id, chat.photo.photoId)
    }
    return peer
  }
  const peer: Peer = {
    id: -chat.id,
    kind: 'group',
    title: chat._ === 'chat' || chat._ === 'chatForbidden' ? safeName(chat.title) : '',
  }
  if (chat._ === 'chatForbidden') peer.standing = { left: true }
  if (chat._ === 'chat') {
    peer.standing = standingOf(chat)
    peer.members = chat.participantsCount
    if (chat.migratedTo && 'channelId' in chat.migratedTo)
      peer.movedTo = toggleChannelIdMark(chat.migratedTo.channelId)
    if (chat.photo._ === 'chatPhoto') peer.photo = peerPhoto(peer.id, chat.photo.photoId)
  }
  return peer
}

function standingOf(chat: tl.RawChannel | tl.RawChat): Standing {
  const bans =
    chat._ === 'channel'
      ? [chat.defaultBannedRights, chat.bannedRights]
      : [chat.defaultBannedRights]
  return {
    ...(chat.creator ? { creator: true } : {}),
    ...(chat.left || (chat._ === 'chat' && chat.deactivated) ? { left: true } : {}),
    duties: dutiesIn(chat.adminRights),
    denied: deniedIn(...bans),
  }
}

/** All that came along with an answer. `min` objects say less than what is known, so they are left out. */
export function peersOf(from: { users: tl.TypeUser[]; chats: tl.TypeChat[] }): Peer[] {
  return [...from.users.map(userOf), ...from.chats.map(chatPeerOf)]
}
