/** Polls of the API ↔ polls. */

import { Long, type tl } from '@mtcute/core'
import type { Poll, PollChange, PollChoice } from '../../model/poll'
import { entitiesOf, plainEntities } from './entity'
import { peerIdOf } from './peer'

const NO_CHOICES: PollChoice[] = []

export function optionKey(option: Uint8Array): string {
  return String.fromCharCode(...option)
}

export function optionBytes(key: string): Uint8Array {
  return Uint8Array.from(key, (letter) => letter.charCodeAt(0))
}

export function pollOf({ poll, results }: tl.RawMessageMediaPoll): Poll {
  const choices = new Map(choicesOf(results).map((one) => [one.key, one]))
  const media: Poll = {
    kind: 'poll',
    id: poll.id.toString(),
    question: poll.question.text,
    entities: entitiesOf(poll.question.entities),
    options: poll.answers.flatMap((answer) => {
      if (answer._ !== 'pollAnswer') return []
      const key = optionKey(answer.option)
      const none = { key, voters: 0, chosen: false, correct: false }
      const { text, entities } = answer.text
      return [{ ...(choices.get(key) ?? none), text, entities: entitiesOf(entities) }]
    }),
    closed: poll.closed === true,
    named: poll.publicVoters === true,
    multiple: poll.multipleChoice === true,
    quiz: poll.quiz === true,
    final: poll.revotingDisabled === true,
    hidden: poll.hideResultsUntilClose === true,
    total: results.totalVoters ?? 0,
    recent: (results.recentVoters ?? []).map(peerIdOf),
  }
  const closes =
    poll.closeDate ?? (poll.closePeriod ? Date.now() / 1000 + poll.closePeriod : undefined)
  if (closes) media.closes = closes
  if (results.solution) media.solution = results.solution
  if (results.solutionEntities) media.solutionEntities = entitiesOf(results.solutionEntities)
  return media
}

function choicesOf({ results }: tl.TypePollResults): PollChoice[] {
  if (!results) return NO_CHOICES
  return results.map(({ option, voters = 0, chosen = false, correct = false }) => ({
    key: optionKey(option),
    voters,
    chosen,
    correct,
  }))
}

export function pollChangeOf({ pollId, poll, results }: tl.RawUpdateMessagePoll): PollChange {
  const change: PollChange = { id: pollId.toString(), partial: results.min === true }
  if (poll) change.closed = poll.closed === true
  if (results.results) change.choices = choicesOf(results)
  if (results.totalVoters !== undefined) change.total = results.totalVoters
  if (results.recentVoters) change.recent = results.recentVoters.map(peerIdOf)
  if (results.solution) change.solution = results.solution
  if (results.solutionEntities) change.solutionEntities = entitiesOf(results.solutionEntities)
  return change
}

/** A poll that is sent, or that is ended. */
export function inputPoll(poll: Poll): tl.RawInputMediaPoll {
  const correct = poll.options.flatMap((option, at) => (option.correct ? [at] : []))
  return {
    _: 'inputMediaPoll',
    poll: {
      _: 'poll',
      id: Long.fromString(poll.id || '0'),
      hash: Long.ZERO,
      closed: poll.closed,
      publicVoters: poll.named,
      multipleChoice: poll.multiple,
      quiz: poll.quiz,
      question: {
        _: 'textWithEntities',
        text: poll.question,
        entities: plainEntities(poll.entities),
      },
      answers: poll.options.map(({ key, text, entities }) => ({
        _: 'pollAnswer',
        text: { _: 'textWithEntities', text, entities: plainEntities(entities) },
        option: optionBytes(key),
      })),
    },
    ...(poll.quiz && correct.length ? { correctAnswers: correct } : {}),
    ...(poll.quiz && poll.solution
      ? { solution: poll.solution, solutionEntities: plainEntities(poll.solutionEntities ?? []) }
      : {}),
  }
}
