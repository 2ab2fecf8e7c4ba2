/** A folder of the chat list: which chats it shows, and in which order. */

import { type Chat, lastTime } from './chat'
import type { Peer, PeerId } from './peer'

/** Kinds of chats that belong to a folder without being named. */
export const FOLDER_KINDS = ['contacts', 'nonContacts', 'groups', 'broadcasts', 'bots'] as const
export type FolderKind = (typeof FOLDER_KINDS)[number]

export interface Folder {
  /** Given by clients: from 2 to 255. */
  id: number
  title: string
  kinds: FolderKind[]
  /** Chats of a kind that stay out nevertheless. */
  without: { muted: boolean; read: boolean; archived: boolean }
  /** On top of it, in this order. */
  pinned: PeerId[]
  named: PeerId[]
  excluded: PeerId[]
}

const FIRST_ID = 2
const LAST_ID = 255

/** A number that no folder has; nothing if there are no more. */
export function freeFolderId(folders: Folder[]): number | undefined {
  for (let id = FIRST_ID; id <= LAST_ID; id++) {
    if (folders.every((one) => one.id !== id)) return id
  }
  return undefined
}

export function kindOf(peer: Peer): FolderKind {
  if (peer.kind === 'channel') return 'broadcasts'
  if (peer.kind !== 'user') return 'groups'
  if (peer.bot) return 'bots'
  return peer.contact || peer.self ? 'contacts' : 'nonContacts'
}

/** Whether a folder shows a chat: what is named counts more than what a kind brings. */
export function isIn(folder: Folder, chat: Chat, peer: Peer | undefined): boolean {
  if (folder.pinned.includes(chat.id) || folder.named.includes(chat.id)) return true
  if (!peer || folder.excluded.includes(chat.id)) return false
  const { muted, read, archived } = folder.without
  if (archived && chat.archived) return false
  if (muted && chat.muted && !chat.mentions) return false
  if (read && !chat.unread && !chat.markedUnread && !chat.mentions) return false
  return folder.kinds.includes(kindOf(peer))
}

/** The chats of a folder: its own pinned ones, then by the time of the last word or draft. */
export function chatsIn(
  folder: Folder,
  chats: Chat[],
  peerOf: (id: PeerId) => Peer | undefined,
): Chat[] {
  const place = ({ id }: Chat) => {
    const at = folder.pinned.indexOf(id)
    return at < 0 ? folder.pinned.length : at
  }
  return chats
    .filter((chat) => isIn(folder, chat, peerOf(chat.id)))
    .sort((one, other) => place(one) - place(other) || lastTime(other) - lastTime(one))
}
