import { Long, type tl } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { ReactionsRequests } from '../../bridge/reactions'
import type { PeerId } from '../../model/peer'
import type { ReactionKey } from '../../model/reaction'
import type { Account } from '../account'
import { peerIdOf, peersOf } from '../convert/peer'
import { inputReaction, keyOf } from '../convert/reaction'
import { ptsUpdate } from '../updates/pts'

const PAGE = 50
const FAVOURITES = 24
const UNSEEN = 100

export function reactionsRequests(account: Account): Handlers<ReactionsRequests> {
  let standard: Promise<ReactionKey[]> | undefined
  let favourites: Promise<ReactionKey[]> | undefined

  return {
    async react(chat, id, reactions) {
      const { client } = account
      const changed = await client.call({
        _: 'messages.sendReaction',
        addToRecent: true,
        peer: await resolvePeer(client, chat),
        msgId: id,
        reaction: reactions.map(inputReaction),
      })
      favourites = undefined
      client.handleClientUpdate(changed, false)
    },

    async offered(chat) {
      standard ??= standardReactions(account)
      favourites ??= usualReactions(account)
      const [all, mine, allowed] = await Promise.all([
        standard,
        favourites,
        allowedIn(account, chat),
      ])
      if (allowed) return [...mine.filter((one) => allowed.includes(one)), ...allowed].filter(once)
      return [...mine.filter((one) => all.includes(one)), ...all].filter(once)
    },

    async who(chat, id, reaction, after) {
      const request: tl.messages.RawGetMessageReactionsListRequest = {
        _: 'messages.getMessageReactionsList',
        peer: await resolvePeer(account.client, chat),
        id,
        limit: PAGE,
      }
      if (reaction) request.reaction = inputReaction(reaction)
      if (after) request.offset = after
      const found = await account.client.call(request)
      const reactors = found.reactions.flatMap((one) => {
        const key = keyOf(one.reaction)
        return key ? [{ peer: peerIdOf(one.peerId), reaction: key, date: one.date }] : []
      })
      const page = { reactors, peers: peersOf(found), count: found.count }
      return found.nextOffset ? { ...page, next: found.nextOffset } : page
    },

    async unseen(chat) {
      const found = await account.client.call({
        _: 'messages.getUnreadReactions',
        peer: await resolvePeer(account.client, chat),
        offsetId: 0,
        addOffset: 0,
        limit: UNSEEN,
        maxId: 0,
        minId: 0,
      })
      if (found._ === 'messages.messagesNotModified') return []
      return found.messages.map((one) => one.id).sort((one, other) => one - other)
    },

    async seen(chat) {
      const { client } = account
      const peer = await resolvePeer(client, chat)
      const { pts, ptsCount } = await client.call({ _: 'messages.readReactions', peer })
      const channel = peer._ === 'inputPeerChannel' ? peer.channelId : undefined
      if (ptsCount) client.handleClientUpdate(ptsUpdate(pts, ptsCount, channel), true)
    },
  }
}

const once = <T>(one: T, at: number, all: T[]): boolean => all.indexOf(one) === at

async function standardReactions({ client }: Account): Promise<ReactionKey[]> {
  const found = await client.call({ _: 'messages.getAvailableReactions', hash: 0 })
  if (found._ !== 'messages.availableReactions') return []
  return found.reactions.filter((one) => !one.inactive && !one.premium).map((one) => one.reaction)
}

async function usualReactions({ client }: Account): Promise<ReactionKey[]> {
  const [recent, top] = await Promise.all([
    client.call({ _: 'messages.getRecentReactions', limit: FAVOURITES, hash: Long.ZERO }),
    client.call({ _: 'messages.getTopReactions', limit: FAVOURITES, hash: Long.ZERO }),
  ])
  return [recent, top]
    .flatMap((one) => (one._ === 'messages.reactions' ? one.reactions : []))
    .map(keyOf)
    .filter((key) => key !== null)
}

/** Undefined where a chat allows all. */
async function allowedIn({ client }: Account, chat: PeerId): Promise<ReactionKey[] | undefined> {
  const peer = await resolvePeer(client, chat)
  let allowed: tl.TypeChatReactions | undefined
  if (peer._ === 'inputPeerChannel') {
    const channel = { ...peer, _: 'inputChannel' } as const
    const { fullChat } = await client.call({ _: 'channels.getFullChannel', channel })
    allowed = 'availableReactions' in fullChat ? fullChat.availableReactions : undefined
  } else if (peer._ === 'inputPeerChat') {
    const { fullChat } = await client.call({ _: 'messages.getFullChat', chatId: peer.chatId })
    allowed = fullChat.availableReactions
  } else {
    return undefined
  }
  if (allowed?._ === 'chatReactionsAll') return undefined
  if (allowed?._ !== 'chatReactionsSome') return []
  return allowed.reactions.map(keyOf).filter((key) => key !== null)
}
