import { Long, type tl } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import { toggleChannelIdMark } from '@mtcute/core/utils.js'
import type { ChatsRequests } from '../../bridge/chats'
import type { Handlers } from '../../bridge/contract'
import type { Account } from '../account'
import { ARCHIVE, chatsOf, MAIN } from '../convert/chat'

const PAGE = 60

export function chatsRequests(account: Account): Handlers<ChatsRequests> {
  return {
    async list(after, archived) {
      const { client } = account
      const offsetPeer: tl.TypeInputPeer = after
        ? await resolvePeer(client, after.id)
        : { _: 'inputPeerEmpty' }
      const page = await client.call({
        _: 'messages.getDialogs',
        offsetDate: after?.date ?? 0,
        offsetId: after?.message ?? 0,
        offsetPeer,
        limit: PAGE,
        hash: Long.ZERO,
        excludePinned: after !== null,
        folderId: archived ? ARCHIVE : MAIN,
      })
      if (page._ === 'messages.dialogsNotModified') return { chats: [], peers: [], more: false }
      const more = page._ === 'messages.dialogsSlice' && page.dialogs.length > 0
      return { ...chatsOf(page, account.self), more }
    },

    async watch(id, on) {
      const { client } = account
      const channel = toggleChannelIdMark(id)
      if (!on) {
        await client.notifyChannelClosed(channel)
        return
      }
      const peer = await resolvePeer(client, id)
      const { dialogs } = await client.call({
        _: 'messages.getPeerDialogs',
        peers: [{ _: 'inputDialogPeer', peer }],
      })
      const [dialog] = dialogs
      await client.notifyChannelOpened(channel, dialog?._ === 'dialog' ? dialog.pts : undefined)
    },

    async some(ids) {
      const peers = await Promise.all(ids.map((id) => resolvePeer(account.client, id)))
      const found = await account.client.call({
        _: 'messages.getPeerDialogs',
        peers: peers.map((peer) => ({ _: 'inputDialogPeer', peer })),
      })
      return chatsOf(found, account.self)
    },
  }
}
