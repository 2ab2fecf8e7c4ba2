/** What went wrong, from mtcute's and the API's words to ours. */

import { tl } from '@mtcute/core'
import { Failure } from '../model/failure'

/** The API writes numbers into names (`FLOOD_WAIT_30`); mtcute puts them aside (`FLOOD_WAIT_%d`). */
export function explain(error: unknown): unknown {
  if (!tl.RpcError.is(error)) return error
  const seconds = 'seconds' in error ? Number(error.seconds) : 0
  return new Failure(error.code, error.text.replace(/_%d$/, ''), seconds)
}

/** Whether the server no longer knows this session. */
export function isSignedOut(error: unknown): boolean {
  return (
    error instanceof Failure && error.code === 401 && error.reason !== 'SESSION_PASSWORD_NEEDED'
  )
}
