/** Some answers move `pts` on without an update: this tells mtcute so. */

import type { tl } from '@mtcute/core'

export function ptsUpdate(pts: number, ptsCount: number, channelId?: number): tl.RawUpdates {
  return {
    _: 'updates',
    seq: 0,
    date: 0,
    chats: [],
    users: [],
    updates: [
      channelId
        ? { _: 'updateDeleteChannelMessages', channelId, messages: [], pts, ptsCount }
        : { _: 'updateDeleteMessages', messages: [], pts, ptsCount },
    ],
  }
}
