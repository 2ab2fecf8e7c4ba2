/** What a browser traced of itself: the tasks of a page's main thread, in milliseconds. */

import type { Browser, Page } from 'playwright-core'

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  args?: { name?: string }
}

export interface Traced {
  /** How long each task took. */
  tasks: number[]
  /** From the beginning until `mark` was set; 0 if it was not. */
  shown: number
}

const CATEGORIES = ['-*', 'blink.user_timing', 'disabled-by-default-devtools.timeline']
const RUN = 'RunTask'

/** Traces `act`; only what came before `mark` counts if there is such a mark. */
export async function trace(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
  mark = '',
): Promise<Traced> {
  await browser.startTracing(page, { categories: CATEGORIES })
  await act()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[]
  }
  const marked = traceEvents.find(({ name }) => mark && name === mark)
  const busy = new Map<string, TraceEvent[]>()
  for (const event of traceEvents) {
    if (event.name !== RUN || event.ph !== 'X') continue
    const thread = `${event.pid}/${event.tid}`
    busy.set(thread, [...(busy.get(thread) ?? []), event])
  }
  const mains = traceEvents
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => busy.get(`${pid}/${tid}`) ?? [])
  // Other renderers idle; the page's is the one with the mark, or with most to do.
  const main =
    mains.find((events) => marked && events[0]?.pid === marked.pid) ??
    mains.sort((one, other) => sum(other) - sum(one))[0] ??
    []
  const start = Math.min(...main.map(({ ts }) => ts))
  const until = marked?.ts ?? Number.POSITIVE_INFINITY
  const tasks = main.filter(({ ts }) => ts <= until).map(({ dur = 0 }) => dur / 1000)
  return { tasks, shown: marked ? (marked.ts - start) / 1000 : 0 }
}

const sum = (events: TraceEvent[]): number => events.reduce((all, { dur = 0 }) => all + dur, 0)
