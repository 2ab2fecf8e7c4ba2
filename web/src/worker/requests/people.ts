import { tl } from '@mtcute/core'
import { resolveUser } from '@mtcute/core/methods.js'
import type { Handlers } from '../../bridge/contract'
import type { PeopleRequests } from '../../bridge/people'
import { digitsOf } from '../../model/digits'
import { Failure } from '../../model/failure'
import type { Peer } from '../../model/peer'
import type { Account } from '../account'
import { chatPeerOf, peersOf, userOf } from '../convert/peer'
import { getChannelPeer, getGroupPeer } from './peer'

const MOST = 30
const PHONE = /^[+\s\d۰-۹٠-٩()-]{7,}$/u

export const isPhone = (words: string): boolean => PHONE.test(words)

/** Who has a number, in any digits, and lets themselves be found by it. */
export async function findByPhone({ client }: Account, words: string): Promise<Peer[]> {
  try {
    return peersOf(await client.call({ _: 'contacts.resolvePhone', phone: digitsOf(words) }))
  } catch (error) {
    if (tl.RpcError.is(error)) return []
    throw error
  }
}

export function peopleRequests(account: Account): Handlers<PeopleRequests> {
  return {
    async search(words) {
      if (isPhone(words)) return findByPhone(account, words)
      const q = words.replace(/^@/, '')
      const found = await account.client.call({ _: 'contacts.search', q, limit: MOST })
      return peersOf(found)
    },

    async appear(online) {
      await account.client.call({ _: 'account.updateStatus', offline: !online })
    },

    async get(id) {
      if (id < 0) {
        const chat = await (id > -1e12 ? getGroupPeer : getChannelPeer)(account, id)
        return chatPeerOf(chat)
      }
      const user = await resolveUser(account.client, id)
      const [found] = await account.client.call({ _: 'users.getUsers', id: [user] })
      if (!found) throw new Failure(400, 'PEER_ID_INVALID')
      return userOf(found)
    },
  }
}
