import type { tl } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import { toggleChannelIdMark } from '@mtcute/core/utils.js'
import type { Handlers } from '../../bridge/contract'
import type { FoldersRequests } from '../../bridge/folders'
import { FOLDER_KINDS, type Folder } from '../../model/folder'
import type { PeerId } from '../../model/peer'
import type { Account } from '../account'

type Raw = tl.RawDialogFilter | tl.RawDialogFilterChatlist

export function foldersRequests(account: Account): Handlers<FoldersRequests> {
  const read = async (): Promise<Raw[]> => {
    const { filters } = await account.client.call({ _: 'messages.getDialogFilters' })
    return filters.filter((one) => one._ !== 'dialogFilterDefault')
  }
  const peers = (ids: PeerId[]) => Promise.all(ids.map((id) => resolvePeer(account.client, id)))

  return {
    async list() {
      return (await read()).map((one) => folderOf(one, account.self))
    },

    async save(folder) {
      const { id, kinds } = folder
      const before = (await read()).find((one) => one.id === id)
      const [pinnedPeers, includePeers, excludePeers] = await Promise.all([
        peers(folder.pinned),
        peers(folder.named),
        peers(folder.excluded),
      ])
      const title: tl.RawTextWithEntities = {
        _: 'textWithEntities',
        text: folder.title,
        entities: [],
      }
      const kept = before && before.title.text === folder.title ? before.title : title
      const chats = { title: kept, pinnedPeers, includePeers }
      const has = Object.fromEntries(FOLDER_KINDS.map((kind) => [kind, kinds.includes(kind)]))
      const filter: Raw =
        before?._ === 'dialogFilterChatlist'
          ? { ...before, ...chats }
          : { ...before, _: 'dialogFilter', id, ...chats, excludePeers, ...has }
      await account.client.call({ _: 'messages.updateDialogFilter', id, filter })
    },

    async remove(id) {
      await account.client.call({ _: 'messages.updateDialogFilter', id })
    },
  }
}

function folderOf(raw: Raw, self: PeerId): Folder {
  const ids = (all: tl.TypeInputPeer[]) => all.flatMap((peer) => idOf(peer, self) ?? [])
  const ruled = raw._ === 'dialogFilter' ? raw : undefined
  return {
    id: raw.id,
    title: raw.title.text,
    kinds: FOLDER_KINDS.filter((kind) => ruled?.[kind]),
    without: {
      muted: ruled?.excludeMuted === true,
      read: ruled?.excludeRead === true,
      archived: ruled?.excludeArchived === true,
    },
    pinned: ids(raw.pinnedPeers),
    named: ids(raw.includePeers),
    excluded: ids(ruled?.excludePeers ?? []),
  }
}

function idOf(peer: tl.TypeInputPeer, self: PeerId): PeerId | undefined {
  switch (peer._) {
    case 'inputPeerSelf':
      return self
    case 'inputPeerUser':
      return peer.userId
    case 'inputPeerChat':
      return -peer.chatId
    case 'inputPeerChannel':
      return toggleChannelIdMark(peer.channelId)
    default:
      return undefined
  }
}
