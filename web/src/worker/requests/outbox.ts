import type { Handlers } from '../../bridge/contract'
import type { OutboxRequests } from '../../bridge/outbox'
import type { Account } from '../account'

export function outboxRequests(account: Account): Handlers<OutboxRequests> {
  return {
    waiting: (chat) => account.outbox.waiting(chat),
    count: () => account.storage.count('outbox'),
    add: (letter) => account.outbox.add(letter),
    again: (random) => account.outbox.again(random),
    withdraw: (random) => account.outbox.withdraw(random),
  }
}
