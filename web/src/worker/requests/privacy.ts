import type { tl } from '@mtcute/core'
import { resolveUser } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { PrivacyRequests } from '../../bridge/privacy'
import type { Account } from '../account'
import { peerIdOf, peersOf } from '../convert/peer'
import { privacyKey, privacyOf, rulesOf } from '../convert/privacy'

const PAGE = 100

export function privacyRequests(account: Account): Handlers<PrivacyRequests> {
  const inputs = (ids: number[]): Promise<tl.TypeInputUser[]> =>
    Promise.all(ids.map((id) => resolveUser(account.client, id)))

  return {
    async get(key) {
      const found = await account.client.call({ _: 'account.getPrivacy', key: privacyKey(key) })
      return { privacy: privacyOf(found.rules), peers: peersOf(found) }
    },

    async set(key, privacy) {
      const [allowed, denied] = await Promise.all([inputs(privacy.allowed), inputs(privacy.denied)])
      await account.client.call({
        _: 'account.setPrivacy',
        key: privacyKey(key),
        rules: rulesOf(privacy, allowed, denied),
      })
    },

    async blocked(offset) {
      const found = await account.client.call({ _: 'contacts.getBlocked', offset, limit: PAGE })
      return {
        ids: found.blocked.map(({ peerId }) => peerIdOf(peerId)),
        peers: peersOf(found),
        count: found._ === 'contacts.blockedSlice' ? found.count : found.blocked.length,
      }
    },

    async timer() {
      return (await account.client.call({ _: 'messages.getDefaultHistoryTTL' })).period
    },

    async setTimer(period) {
      await account.client.call({ _: 'messages.setDefaultHistoryTTL', period })
    },

    async rest() {
      const found = await account.client.call({ _: 'account.getGlobalPrivacySettings' })
      return {
        hideReading: found.hideReadMarks === true,
        archiveStrangers: found.archiveAndMuteNewNoncontactPeers === true,
      }
    },

    async setRest({ hideReading, archiveStrangers }) {
      // What this client does not show stays as it was.
      const settings = await account.client.call({ _: 'account.getGlobalPrivacySettings' })
      await account.client.call({
        _: 'account.setGlobalPrivacySettings',
        settings: {
          ...settings,
          hideReadMarks: hideReading,
          archiveAndMuteNewNoncontactPeers: archiveStrangers,
        },
      })
    },
  }
}
