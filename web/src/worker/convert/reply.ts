/** What a message answers, and in which thread → the API's. */

import type { tl } from '@mtcute/core'
import { GENERAL } from '../../model/thread'

interface Answer {
  replyTo?: number
  thread?: number
}

/** Whoever writes in a thread answers what began it; of the general topic nothing is said. */
export function answering({ replyTo = 0, thread = 0 }: Answer): { replyTo?: tl.TypeInputReplyTo } {
  const top = thread > GENERAL ? thread : 0
  const replyToMsgId = replyTo || top
  if (!replyToMsgId) return {}
  const topMsgId = replyTo && top ? { topMsgId: top } : {}
  return { replyTo: { _: 'inputReplyToMessage', replyToMsgId, ...topMsgId } }
}
