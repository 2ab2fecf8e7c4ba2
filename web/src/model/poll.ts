/** A poll: a question, what can be answered, and how it stands. */

import type { Entity } from './entity'
import type { PeerId } from './peer'

export interface PollOption {
  /** The server's name of it. */
  key: string
  text: string
  entities: Entity[]
  voters: number
  /** Chosen by oneself. */
  chosen: boolean
  /** Of a quiz, once it is told. */
  correct: boolean
}

export interface Poll {
  kind: 'poll'
  id: string
  question: string
  entities: Entity[]
  options: PollOption[]
  closed: boolean
  /** Whether one can see who chose what. */
  named: boolean
  multiple: boolean
  quiz: boolean
  /** Whether a choice stays as it is. */
  final: boolean
  /** Whether it can be seen how it stands before it is closed. */
  hidden: boolean
  total: number
  recent: PeerId[]
  /** Seconds since 1970. */
  closes?: number
  /** Why the right answer of a quiz is right. */
  solution?: string
  solutionEntities?: Entity[]
}

export type PollChoice = Omit<PollOption, 'text' | 'entities'>

/** How a poll stands now. */
export interface PollChange {
  id: string
  closed?: boolean
  /** Whether it is left out what oneself chose. */
  partial: boolean
  choices?: PollChoice[]
  total?: number
  recent?: PeerId[]
  solution?: string
  solutionEntities?: Entity[]
}

/** What a whole answer does not name has no votes, or none that one may know of. */
export function withChange(poll: Poll, change: PollChange): Poll {
  const now = new Map(change.choices?.map((one) => [one.key, one]))
  const options = poll.options.map((option) => {
    const choice = now.get(option.key)
    if (!change.partial) {
      const { voters = 0, chosen = false, correct = false } = choice ?? {}
      return { ...option, voters, chosen, correct }
    }
    if (!choice) return option
    return { ...option, voters: choice.voters, correct: option.correct || choice.correct }
  })
  return {
    ...poll,
    options,
    closed: change.closed ?? poll.closed,
    total: change.total ?? poll.total,
    recent: change.recent ?? poll.recent,
    ...(change.solution ? { solution: change.solution } : {}),
    ...(change.solutionEntities ? { solutionEntities: change.solutionEntities } : {}),
  }
}

export function voted({ options }: Poll): boolean {
  return options.some(({ chosen }) => chosen)
}

/** Whether it is shown how many chose what. */
export function showsResults(poll: Poll): boolean {
  return poll.closed || (voted(poll) && !poll.hidden)
}

export function mayVote(poll: Poll): boolean {
  return !poll.closed && !voted(poll)
}

export function mayRetract(poll: Poll): boolean {
  return !poll.closed && !poll.quiz && !poll.final && voted(poll)
}

/** Shares in whole percent. With one choice each they make 100 together: the largest rests go up. */
export function percents(counts: number[], total: number): number[] {
  if (total <= 0) return counts.map(() => 0)
  const exact = counts.map((count) => (count * 100) / total)
  const whole = exact.map(Math.floor)
  const sum = counts.reduce((one, other) => one + other, 0)
  if (sum !== total) return exact.map(Math.round)
  let left = 100 - whole.reduce((one, other) => one + other, 0)
  const byRest = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .sort((one, other) => other.rest - one.rest)
  for (const { at } of byRest) {
    if (left <= 0) break
    whole[at] = (whole[at] ?? 0) + 1
    left--
  }
  return whole
}

export const QUESTION = 255
export const OPTION = 100
export const MOST_OPTIONS = 10
export const SOLUTION = 200
