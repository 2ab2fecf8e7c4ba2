/** The worker's end of the bridge: answers requests, tells events. */

import { failureOf } from '../model/failure'
import type { Ask, Event, Handlers, Requests, Told } from './contract'

export type AllHandlers = { [T in keyof Requests]: Handlers<Requests[T]> }

interface Port {
  onmessage: ((event: MessageEvent<Ask>) => void) | null
  postMessage(told: Told): void
}

/** Returns what tells an event to the page. */
export function teller(port: Port): (event: Event) => void {
  return (event) => port.postMessage({ kind: 'event', event })
}

/** Answers what the page asks from now on; `explain` makes a Failure of what was thrown. */
export function answer(
  port: Port,
  handlers: AllHandlers,
  explain: (error: unknown) => unknown,
): void {
  port.onmessage = async ({ data: { id, topic, name, args } }) => {
    try {
      const named = handlers[topic] as unknown as Record<string, (...args: unknown[]) => unknown>
      const value = await named[name]?.(...args)
      port.postMessage({ kind: 'answer', id, value })
    } catch (error) {
      const { code, reason, seconds } = failureOf(explain(error))
      port.postMessage({ kind: 'failure', id, code, reason, seconds })
    }
  }
}
