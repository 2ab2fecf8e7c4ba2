import type { tl } from '@mtcute/core'
import { resolveChannel, resolvePeer, resolveUser } from '@mtcute/core/methods.js'
import { toggleChannelIdMark } from '@mtcute/core/utils.js'
import type { Handlers } from '../../bridge/contract'
import type { RoomChange, RoomsRequests } from '../../bridge/rooms'
import { Failure } from '../../model/failure'
import type { PeerId } from '../../model/peer'
import type { Account } from '../account'
import { chatPeerOf, peerIdOf, peersOf } from '../convert/peer'
import { bannedRights } from '../convert/right'
import { Upload } from '../files/upload'

export function roomsRequests(account: Account): Handlers<RoomsRequests> {
  const apply = (changed: tl.TypeUpdates): void => account.client.handleClientUpdate(changed, false)

  return {
    async createGroup(title, people, photo) {
      const users = await Promise.all(people.map((id) => resolveUser(account.client, id)))
      const made = await account.client.call({ _: 'messages.createChat', users, title })
      apply(made.updates)
      const id = roomIn(made.updates)
      if (photo) await setPhoto(account, id, photo)
      return { id, missing: made.missingInvitees.map((one) => one.userId) }
    },

    async createChannel(title, about, broadcast, photo) {
      const made = await account.client.call({
        _: 'channels.createChannel',
        title,
        about,
        ...(broadcast ? { broadcast } : { megagroup: true }),
      })
      apply(made)
      const id = roomIn(made)
      if (photo) await setPhoto(account, id, photo)
      return id
    },

    async change(id, change) {
      await changeRoom(account, id, change)
    },

    async discussable() {
      const found = await account.client.call({ _: 'channels.getGroupsForDiscussion' })
      return peersOf({ users: [], chats: found.chats })
    },

    async nameIsFree(id, username) {
      const channel = await resolveChannel(account.client, id)
      return account.client.call({ _: 'channels.checkUsername', channel, username })
    },

    async migrate(id) {
      const changed = await account.client.call({ _: 'messages.migrateChat', chatId: -id })
      apply(changed)
      const chats = 'chats' in changed ? changed.chats : []
      const channel = chats.find((one) => one._ === 'channel')
      if (!channel) throw new Failure(0, 'NOT_MIGRATED')
      return toggleChannelIdMark(channel.id)
    },

    async destroy(id) {
      if (id > -1e12) {
        await account.client.call({ _: 'messages.deleteChat', chatId: -id })
        return
      }
      const channel = await resolveChannel(account.client, id)
      apply(await account.client.call({ _: 'channels.deleteChannel', channel }))
    },

    async join(id) {
      const channel = await resolveChannel(account.client, id)
      apply(updatesIn(await account.client.call({ _: 'channels.joinChannel', channel })))
    },

    async invitation(hash) {
      const told = await account.client.call({ _: 'messages.checkChatInvite', hash })
      if (told._ !== 'chatInvite') {
        const peer = chatPeerOf(told.chat)
        return {
          title: peer.title,
          about: '',
          members: peer.members ?? 0,
          channel: peer.kind === 'channel',
          needsApproval: false,
          chat: peer.id,
        }
      }
      return {
        title: told.title,
        about: told.about ?? '',
        members: told.participantsCount,
        channel: told.broadcast === true,
        needsApproval: told.requestNeeded === true,
      }
    },

    async accept(hash) {
      try {
        const changed = updatesIn(
          await account.client.call({ _: 'messages.importChatInvite', hash }),
        )
        apply(changed)
        return roomIn(changed)
      } catch (error) {
        if (/INVITE_REQUEST_SENT/.test(String(error))) return null
        throw error
      }
    },

    async named(username) {
      const found = await account.client.call({ _: 'contacts.resolveUsername', username })
      const peer = peersOf(found).find(({ id }) => id === peerIdOf(found.peer))
      if (!peer) throw new Failure(400, 'USERNAME_NOT_OCCUPIED')
      return peer
    },
  }
}

function updatesIn(answer: tl.messages.TypeChatInviteJoinResult): tl.TypeUpdates {
  if (answer._ !== 'messages.chatInviteJoinResultOk') throw new Failure(0, 'NOT_JOINED')
  return answer.updates
}

function roomIn(updates: tl.TypeUpdates): PeerId {
  const [chat] = 'chats' in updates ? updates.chats : []
  if (!chat) throw new Failure(0, 'NO_CHAT')
  return chatPeerOf(chat).id
}

async function setPhoto({ client }: Account, id: PeerId, photo: Blob): Promise<void> {
  const upload = new Upload(photo, 'photo.jpg')
  await upload.send(client, () => {}, new AbortController().signal)
  const chosen: tl.TypeInputChatPhoto = { _: 'inputChatUploadedPhoto', file: upload.file }
  const changed = await (id > -1e12
    ? client.call({ _: 'messages.editChatPhoto', chatId: -id, photo: chosen })
    : client.call({
        _: 'channels.editPhoto',
        channel: await resolveChannel(client, id),
        photo: chosen,
      }))
  client.handleClientUpdate(changed, false)
}

/** One request for each thing that is other than before; a refusal stops what comes after it. */
async function changeRoom(account: Account, id: PeerId, change: RoomChange): Promise<void> {
  const { client } = account
  const isGroup = id > -1e12
  const peer = await resolvePeer(client, id)
  const apply = (changed: tl.TypeUpdates): void => client.handleClientUpdate(changed, false)
  const { title, about, username, slowMode, hiddenHistory, signatures, denied, reactions } = change
  const { forum, discussion } = change
  if (title !== undefined) {
    apply(
      await (isGroup
        ? client.call({ _: 'messages.editChatTitle', chatId: -id, title })
        : client.call({
            _: 'channels.editTitle',
            channel: await resolveChannel(client, id),
            title,
          })),
    )
  }
  if (about !== undefined) await client.call({ _: 'messages.editChatAbout', peer, about })
  if (change.photo) await setPhoto(account, id, change.photo)
  if (denied) {
    const rights = bannedRights(denied)
    apply(
      await client.call({ _: 'messages.editChatDefaultBannedRights', peer, bannedRights: rights }),
    )
  }
  if (reactions !== undefined) {
    const availableReactions: tl.TypeChatReactions = Array.isArray(reactions)
      ? {
          _: 'chatReactionsSome',
          reactions: reactions.map((emoticon) => ({ _: 'reactionEmoji', emoticon })),
        }
      : { _: reactions === 'all' ? 'chatReactionsAll' : 'chatReactionsNone' }
    apply(await client.call({ _: 'messages.setChatAvailableReactions', peer, availableReactions }))
  }
  if (isGroup) return
  const channel = await resolveChannel(client, id)
  if (username !== undefined) await client.call({ _: 'channels.updateUsername', channel, username })
  if (slowMode !== undefined)
    apply(await client.call({ _: 'channels.toggleSlowMode', channel, seconds: slowMode }))
  if (hiddenHistory !== undefined)
    apply(
      await client.call({
        _: 'channels.togglePreHistoryHidden',
        channel,
        enabled: hiddenHistory,
      }),
    )
  if (signatures !== undefined)
    apply(
      await client.call({
        _: 'channels.toggleSignatures',
        channel,
        signaturesEnabled: signatures,
      }),
    )
  if (forum !== undefined)
    apply(await client.call({ _: 'channels.toggleForum', channel, enabled: forum, tabs: false }))
  if (discussion !== undefined)
    await client.call({
      _: 'channels.setDiscussionGroup',
      broadcast: channel,
      group: discussion ? await resolveChannel(client, discussion) : { _: 'inputChannelEmpty' },
    })
}
