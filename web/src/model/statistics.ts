/** Figures of a room and how they went over the last weeks. */

import type { PeerId } from './peer'

export const FIGURES = [
  'followers',
  'viewsPerPost',
  'sharesPerPost',
  'members',
  'messages',
  'posters',
] as const
export type FigureName = (typeof FIGURES)[number]

/** A figure of the last week beside that of the week before. */
export interface Figure {
  name: FigureName
  now: number
  before: number
}

export const LINES = [
  'Members',
  'Joined',
  'Left',
  'Views',
  'Shares',
  'Messages',
  'Writers',
] as const
export type LineName = (typeof LINES)[number]

export interface Plot {
  name: 'growth' | 'coming' | 'interactions' | 'messages' | 'writers'
  form: 'line' | 'bar'
  /** Seconds since 1970, one a day. */
  days: number[]
  lines: { name: LineName; values: number[] }[]
}

export interface Statistics {
  figures: Figure[]
  plots: Plot[]
  /** Posts that were read most lately, or people who wrote most. */
  posts: { id: number; views: number; forwards: number }[]
  people: { id: PeerId; messages: number }[]
}

/** How much more or less than before, in hundredths; nothing if there was nothing before. */
export function changeOf({ now, before }: Figure): number | undefined {
  return before ? Math.round(((now - before) / before) * 100) : undefined
}

/** The graph that the API tells as columns of numbers; nothing if it cannot be drawn. */
export function plotOf(name: Plot['name'], json: string): Plot | undefined {
  try {
    const { columns, types, names } = JSON.parse(json)
    const rows: [string, ...number[]][] = columns
    const [, ...times] = rows.find(([key]) => types[key] === 'x') ?? ['']
    const shown = rows.filter(([key]) => types[key] !== 'x')
    const lines = shown.flatMap(([key, ...values]) => {
      const known = LINES.find((one) => one === names[key])
      return known && values.every(Number.isFinite) ? [{ name: known, values }] : []
    })
    if (!times.length || !lines.length) return undefined
    const form = types[shown[0]?.[0] ?? ''] === 'bar' ? 'bar' : 'line'
    return { name, form, days: times.map((time) => time / 1000), lines }
  } catch {
    return undefined
  }
}

/** A round number that nothing of a plot is above. */
export function topOf({ lines }: Plot): number {
  const most = Math.max(1, ...lines.flatMap(({ values }) => values))
  const step = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 5, 10].map((times) => times * step).find((round) => round >= most) ?? most
}
