/** How many of one's own messages are on their way, in all chats. */

import { api, bridge } from './bridge'

class Outbox {
  waiting = $state(0)
}

export const outbox = new Outbox()

async function count(): Promise<void> {
  outbox.waiting = await api.outbox.count()
}

export function watchOutbox(): void {
  void count()
  bridge.listen(({ kind }) => {
    if (kind === 'letter' || kind === 'withdrawn') void count()
  })
}
