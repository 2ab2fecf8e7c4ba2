import { Long } from '@mtcute/core'
import type { Handlers } from '../../bridge/contract'
import type { SessionsRequests } from '../../bridge/sessions'
import { inOrder } from '../../model/session'
import type { Account } from '../account'

export function sessionsRequests(account: Account): Handlers<SessionsRequests> {
  return {
    async list() {
      const answer = await account.client.call({ _: 'account.getAuthorizations' })
      const sessions = answer.authorizations.map((one) => ({
        id: one.hash.toString(),
        current: one.current === true,
        // Programs that say their name as their version are named well enough by it.
        app: /\p{L}/u.test(one.appVersion)
          ? one.appVersion
          : joined(' ', one.appName, one.appVersion),
        device: joined(', ', one.deviceModel, one.platform || one.systemVersion),
        place: joined(', ', one.ip, one.country),
        active: one.dateActive,
      }))
      return { sessions: inOrder(sessions), days: answer.authorizationTtlDays }
    },

    async end(id) {
      await account.client.call({ _: 'account.resetAuthorization', hash: Long.fromString(id) })
    },

    async endOthers() {
      await account.client.call({ _: 'auth.resetAuthorizations' })
    },

    async setDays(authorizationTtlDays) {
      await account.client.call({ _: 'account.setAuthorizationTTL', authorizationTtlDays })
    },
  }
}

function joined(between: string, ...parts: string[]): string {
  return parts.filter(Boolean).join(between)
}
