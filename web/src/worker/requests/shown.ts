import type { Handlers } from '../../bridge/contract'
import type { ShownRequests } from '../../bridge/shown'
import type { Account } from '../account'

export function shownRequests(account: Account): Handlers<ShownRequests> {
  return {
    read: (part) => account.storage.get('shown', part),
    async write(part, value) {
      await account.storage.put('shown', value, part)
    },
  }
}
