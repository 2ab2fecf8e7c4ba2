import type { tl } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { TidyingRequests } from '../../bridge/tidying'
import type { PeerId } from '../../model/peer'
import type { Account } from '../account'
import { ARCHIVE, MAIN } from '../convert/chat'
import { ptsUpdate } from '../updates/pts'

export function tidyingRequests(account: Account): Handlers<TidyingRequests> {
  const dialogPeer = async (id: PeerId): Promise<tl.RawInputDialogPeer> => ({
    _: 'inputDialogPeer',
    peer: await resolvePeer(account.client, id),
  })

  return {
    async pin(id, on) {
      const peer = await dialogPeer(id)
      await account.client.call({ _: 'messages.toggleDialogPin', pinned: on, peer })
    },

    async orderPinned(ids, archived) {
      const order = await Promise.all(ids.map(dialogPeer))
      const folderId = archived ? ARCHIVE : MAIN
      await account.client.call({
        _: 'messages.reorderPinnedDialogs',
        force: true,
        folderId,
        order,
      })
    },

    async archive(ids, on) {
      const folderPeers = await Promise.all(
        ids.map(async (id) => ({
          _: 'inputFolderPeer' as const,
          peer: await resolvePeer(account.client, id),
          folderId: on ? ARCHIVE : MAIN,
        })),
      )
      const changed = await account.client.call({ _: 'folders.editPeerFolders', folderPeers })
      account.client.handleClientUpdate(changed, false)
    },

    async mute(id, until) {
      await account.client.call({
        _: 'account.updateNotifySettings',
        peer: { _: 'inputNotifyPeer', peer: await resolvePeer(account.client, id) },
        settings: { _: 'inputPeerNotifySettings', muteUntil: until },
      })
    },

    async markUnread(id, on) {
      const peer = await dialogPeer(id)
      await account.client.call({ _: 'messages.markDialogUnread', unread: on, peer })
    },

    async remove(id, forAll) {
      const { client } = account
      const peer = await resolvePeer(client, id)
      if (peer._ === 'inputPeerChannel') {
        const channel = { ...peer, _: 'inputChannel' } as const
        client.handleClientUpdate(await client.call({ _: 'channels.leaveChannel', channel }), false)
        return
      }
      if (peer._ === 'inputPeerChat') await leaveGroup(account, peer.chatId)
      for (let left = true; left; ) {
        const { pts, ptsCount, offset } = await client.call({
          _: 'messages.deleteHistory',
          peer,
          revoke: forAll && id > 0,
          maxId: 0,
        })
        client.handleClientUpdate(ptsUpdate(pts, ptsCount), true)
        left = offset > 0
      }
    },
  }
}

/** Whoever was put out of the group before only deletes what is left of it. */
async function leaveGroup({ client }: Account, chatId: number): Promise<void> {
  const userId = { _: 'inputUserSelf' } as const
  try {
    const changed = await client.call({ _: 'messages.deleteChatUser', chatId, userId })
    client.handleClientUpdate(changed, false)
  } catch (error) {
    if (!/USER_NOT_PARTICIPANT|CHAT_ID_INVALID|PEER_ID_INVALID/.test(String(error))) throw error
  }
}
