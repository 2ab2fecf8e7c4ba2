/** Where a message of a forum is looked at: in its topic. */

import type { PeerId } from '../../model/peer'
import { threadOf } from '../../model/thread'
import { api } from '../../state/bridge'
import { paths } from '../../state/route.svelte'

export async function leadTo(chat: PeerId, id: number): Promise<string | undefined> {
  const { messages } = await api.messages.some(chat, [id]).catch(() => ({ messages: [] }))
  const [message] = messages
  return message && paths.message(chat, id, threadOf(message, true))
}
