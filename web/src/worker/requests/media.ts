/** The media of a chat. */

import { Long, type tl } from '@mtcute/core'
import { resolvePeer } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { MediaRequests } from '../../bridge/media'
import { Failure } from '../../model/failure'
import type { PeerId } from '../../model/peer'
import { SHARED, type SharedKind } from '../../model/shared'
import type { Account } from '../account'
import { messageOf } from '../convert/message'
import { peersOf } from '../convert/peer'

const FILTERS: Record<SharedKind, tl.TypeMessagesFilter> = {
  pictures: { _: 'inputMessagesFilterPhotoVideo' },
  files: { _: 'inputMessagesFilterDocument' },
  links: { _: 'inputMessagesFilterUrl' },
  music: { _: 'inputMessagesFilterMusic' },
  voices: { _: 'inputMessagesFilterRoundVoice' },
  gifs: { _: 'inputMessagesFilterGif' },
}

export function mediaRequests(account: Account): Handlers<MediaRequests> {
  return {
    async pictures(chat, place, limit) {
      const [offsetId, addOffset] =
        'before' in place
          ? [place.before, 0]
          : 'after' in place
            ? [place.after + 1, -limit]
            : [place.around, -Math.floor(limit / 2)]
      return search(account, chat, 'pictures', { offsetId, addOffset, limit })
    },

    shared: (chat, kind, below, limit) =>
      search(account, chat, kind, { offsetId: below, addOffset: 0, limit }),

    async counts(chat) {
      const found = await account.client.call({
        _: 'messages.getSearchCounters',
        peer: await resolvePeer(account.client, chat),
        filters: Object.values(FILTERS),
      })
      const counted = new Map(found.map(({ filter, count }) => [filter._, count]))
      const entries = SHARED.map((kind) => [kind, counted.get(FILTERS[kind]._) ?? 0])
      return Object.fromEntries(entries)
    },
  }
}

async function search(
  account: Account,
  chat: PeerId,
  kind: SharedKind,
  page: Pick<tl.messages.RawSearchRequest, 'offsetId' | 'addOffset' | 'limit'>,
) {
  const found = await account.client.call({
    _: 'messages.search',
    peer: await resolvePeer(account.client, chat),
    q: '',
    filter: FILTERS[kind],
    minDate: 0,
    maxDate: 0,
    ...page,
    maxId: 0,
    minId: 0,
    hash: Long.ZERO,
  })
  if (found._ === 'messages.messagesNotModified') throw new Failure(0, 'NOT_MODIFIED')
  const messages = found.messages
    .map((raw) => messageOf(raw, account.self))
    .filter((one) => one !== null)
  return { messages, peers: peersOf(found) }
}
