import { Long, type tl } from '@mtcute/core'
import { resolveChannel, resolvePeer, resolveUser } from '@mtcute/core/methods.js'
import { toggleChannelIdMark } from '@mtcute/core/utils.js'
import type { Handlers } from '../../bridge/contract'
import type { ProfilesRequests } from '../../bridge/profiles'
import type { PeerId } from '../../model/peer'
import type { BotCommand, Profile } from '../../model/profile'
import type { Account } from '../account'
import { peersOf } from '../convert/peer'
import { deniedIn } from '../convert/right'

const MOST_COMMON = 100

export function profilesRequests(account: Account): Handlers<ProfilesRequests> {
  return {
    async get(id) {
      if (id > 0) {
        const user = await resolveUser(account.client, id)
        const found = await account.client.call({ _: 'users.getFullUser', id: user })
        return { profile: ofUser(found.fullUser), peers: peersOf(found) }
      }
      const found = await (id > -1e12
        ? account.client.call({ _: 'messages.getFullChat', chatId: -id })
        : account.client.call({
            _: 'channels.getFullChannel',
            channel: await resolveChannel(account.client, id),
          }))
      const chat = found.chats.find((one) => one.id === found.fullChat.id)
      return { profile: ofRoom(id, found.fullChat, chat), peers: peersOf(found) }
    },

    async common(id) {
      const userId = await resolveUser(account.client, id)
      const found = await account.client.call({
        _: 'messages.getCommonChats',
        userId,
        maxId: 0,
        limit: MOST_COMMON,
      })
      return peersOf({ users: [], chats: found.chats })
    },

    async contacts() {
      const found = await account.client.call({ _: 'contacts.getContacts', hash: Long.ZERO })
      return found._ === 'contacts.contacts' ? peersOf({ users: found.users, chats: [] }) : []
    },

    async addContact(id, firstName, lastName) {
      const user = await resolveUser(account.client, id)
      const changed = await account.client.call({
        _: 'contacts.addContact',
        id: user,
        firstName,
        lastName,
        phone: '',
      })
      account.client.handleClientUpdate(changed, false)
    },

    async removeContact(id) {
      const user = await resolveUser(account.client, id)
      const changed = await account.client.call({ _: 'contacts.deleteContacts', id: [user] })
      account.client.handleClientUpdate(changed, false)
    },

    async block(id, on) {
      const peer = await resolvePeer(account.client, id)
      await account.client.call({ _: on ? 'contacts.block' : 'contacts.unblock', id: peer })
    },
  }
}

const NOTHING = {
  mayListMembers: false,
  requests: 0,
  slowMode: 0,
  hiddenHistory: false,
  mayDelete: false,
  reactions: 'all',
  denied: [],
  signatures: false,
} satisfies Partial<Profile>

function ofUser(full: tl.TypeUserFull): Profile {
  const { birthday } = full
  return {
    ...NOTHING,
    id: full.id,
    about: full.about ?? '',
    commonChats: full.commonChatsCount,
    blocked: full.blocked === true,
    ...commandsOf(full.botInfo ? [full.botInfo] : [], full.id),
    ...(birthday
      ? {
          birthday: {
            day: birthday.day,
            month: birthday.month,
            ...(birthday.year ? { year: birthday.year } : {}),
          },
        }
      : {}),
  }
}

function commandsOf(bots: tl.TypeBotInfo[], self = 0): { commands?: BotCommand[] } {
  const commands = bots.flatMap(({ userId = self, commands = [] }) =>
    commands.map(({ command, description: about }) => ({ bot: userId, command, about })),
  )
  return commands.length ? { commands } : {}
}

function ofRoom(id: PeerId, full: tl.TypeChatFull, chat: tl.TypeChat | undefined): Profile {
  const known = chat?._ === 'channel' || chat?._ === 'chat' ? chat : undefined
  const profile: Profile = {
    ...NOTHING,
    id,
    about: full.about,
    requests: full.requestsPending ?? 0,
    reactions: reactionsIn(full.availableReactions),
    denied: deniedIn(known?.defaultBannedRights),
    ...commandsOf(full.botInfo ?? []),
  }
  if (full.exportedInvite?._ === 'chatInviteExported') profile.link = full.exportedInvite.link
  if (full._ === 'chatFull') {
    profile.mayListMembers = true
    profile.mayDelete = known?.creator === true
    if (full.participants._ === 'chatParticipants')
      profile.members = full.participants.participants.length
    return profile
  }
  profile.mayListMembers = full.canViewParticipants === true
  profile.mayDelete = full.canDeleteChannel === true
  profile.hiddenHistory = full.hiddenPrehistory === true
  profile.slowMode = full.slowmodeSeconds ?? 0
  profile.signatures = known?._ === 'channel' && known.signatures === true
  if (full.participantsCount !== undefined) profile.members = full.participantsCount
  if (full.adminsCount !== undefined) profile.admins = full.adminsCount
  if (full.kickedCount !== undefined) profile.banned = full.kickedCount
  if (full.bannedCount !== undefined) profile.restricted = full.bannedCount
  if (full.linkedChatId) profile.linkedChat = toggleChannelIdMark(full.linkedChatId)
  return profile
}

function reactionsIn(allowed: tl.TypeChatReactions | undefined): Profile['reactions'] {
  if (allowed?._ === 'chatReactionsSome')
    return allowed.reactions.flatMap((one) => (one._ === 'reactionEmoji' ? [one.emoticon] : []))
  return allowed?._ === 'chatReactionsNone' ? 'none' : 'all'
}
