/** The page's end of the bridge: starts the worker when it is first asked something. */

import { Failure } from '../model/failure'
import type { Api, Ask, Event, Requests, Told } from './contract'

interface Waiting {
  resolve(value: unknown): void
  reject(reason: Failure): void
}

export interface Bridge {
  api: Api
  /** Calls back for each event until the returned function is called. */
  listen(heard: (event: Event) => void): () => void
  close(): void
}

/**
 * @param start makes the worker; called once
 */
export function openBridge(start: () => Worker): Bridge {
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(event: Event) => void>()
  let worker: Worker | undefined
  let asked = 0
  /** The request that ends the account: what fails after it concerns nobody any more. */
  let last = 0

  const started = (): Worker => {
    if (worker) return worker
    worker = start()
    worker.onmessage = ({ data }: MessageEvent<Told>) => hear(data)
    worker.onerror = (event) => {
      for (const one of waiting.values()) one.reject(new Failure(0, event.message))
      waiting.clear()
    }
    return worker
  }

  const hear = (told: Told): void => {
    if (told.kind === 'event') {
      for (const listener of listeners) listener(told.event)
      return
    }
    const one = waiting.get(told.id)
    waiting.delete(told.id)
    if (told.kind === 'answer') one?.resolve(told.value)
    else if (!last || told.id === last)
      one?.reject(new Failure(told.code, told.reason, told.seconds))
  }

  const topic = (name: keyof Requests): unknown =>
    new Proxy(
      {},
      {
        get:
          (_, method: string) =>
          (...args: unknown[]) =>
            new Promise((resolve, reject) => {
              const ask: Ask = { id: ++asked, topic: name, name: method, args }
              waiting.set(ask.id, { resolve, reject })
              if (name === 'auth' && method === 'logOut') last = ask.id
              started().postMessage(ask)
            }),
      },
    )

  const topics = new Map<string, unknown>()
  const api = new Proxy({} as Api, {
    get(_, name: keyof Requests) {
      if (!topics.has(name)) topics.set(name, topic(name))
      return topics.get(name)
    },
  })

  return {
    api,
    listen(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    close: () => worker?.terminate(),
  }
}
