import { Long, type tl } from '@mtcute/core'
import { resolveChannel, resolveUser } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { InsightRequests } from '../../bridge/insight'
import type { PeerId } from '../../model/peer'
import type { Figure, FigureName, Plot, Statistics } from '../../model/statistics'
import { plotOf } from '../../model/statistics'
import type { Account } from '../account'
import { LOG_FILTERS, logEntryOf } from '../convert/log'
import { chatPeerOf, peersOf } from '../convert/peer'

const PAGE = 50

export function insightRequests(account: Account): Handlers<InsightRequests> {
  return {
    async log(chat, { part, by, words, after }) {
      const { client } = account
      const found = await client.call({
        _: 'channels.getAdminLog',
        channel: await resolveChannel(client, chat),
        q: words,
        ...(part
          ? { eventsFilter: { _: 'channelAdminLogEventsFilter', ...LOG_FILTERS[part] } }
          : {}),
        ...(by ? { admins: [await resolveUser(client, by)] } : {}),
        maxId: after ? Long.fromString(after) : Long.ZERO,
        minId: Long.ZERO,
        limit: PAGE,
      })
      const entries = found.events.map(logEntryOf)
      return { entries, peers: peersOf(found), more: entries.length === PAGE }
    },

    async statistics(chat) {
      const { client } = account
      const channel = await resolveChannel(client, chat)
      const [known] = await client
        .call({ _: 'channels.getChannels', id: [channel] })
        .then(({ chats }) => chats)
      const broadcast = known && chatPeerOf(known).kind === 'channel'
      return broadcast ? ofChannel(account, channel) : ofGroup(account, channel)
    },
  }
}

const figure = (name: FigureName, value: tl.TypeStatsAbsValueAndPrev): Figure => ({
  name,
  now: value.current,
  before: value.previous,
})

function plots(graphs: [Plot['name'], tl.TypeStatsGraph][]): Plot[] {
  return graphs.flatMap(([name, graph]) => {
    const plot = graph._ === 'statsGraph' ? plotOf(name, graph.json.data) : undefined
    return plot ? [plot] : []
  })
}

interface Told {
  statistics: Statistics
  peers: ReturnType<typeof peersOf>
}

async function ofChannel({ client }: Account, channel: tl.TypeInputChannel): Promise<Told> {
  const told = await client.call({ _: 'stats.getBroadcastStats', channel })
  const posts = told.recentPostsInteractions.flatMap((one) =>
    one._ === 'postInteractionCountersMessage'
      ? [{ id: one.msgId, views: one.views, forwards: one.forwards }]
      : [],
  )
  const statistics: Statistics = {
    figures: [
      figure('followers', told.followers),
      figure('viewsPerPost', told.viewsPerPost),
      figure('sharesPerPost', told.sharesPerPost),
    ],
    plots: plots([
      ['growth', told.growthGraph],
      ['coming', told.followersGraph],
      ['interactions', told.interactionsGraph],
    ]),
    posts,
    people: [],
  }
  return { statistics, peers: [] }
}

async function ofGroup({ client }: Account, channel: tl.TypeInputChannel): Promise<Told> {
  const told = await client.call({ _: 'stats.getMegagroupStats', channel })
  const people = told.topPosters.map((one): { id: PeerId; messages: number } => ({
    id: one.userId,
    messages: one.messages,
  }))
  const statistics: Statistics = {
    figures: [
      figure('members', told.members),
      figure('messages', told.messages),
      figure('posters', told.posters),
    ],
    plots: plots([
      ['growth', told.growthGraph],
      ['coming', told.membersGraph],
      ['messages', told.messagesGraph],
      ['writers', told.actionsGraph],
    ]),
    posts: [],
    people,
  }
  return { statistics, peers: peersOf({ users: told.users, chats: [] }) }
}
