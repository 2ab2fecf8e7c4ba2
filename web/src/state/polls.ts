/** Voting, and asking others. */

import { failureOf } from '../model/failure'
import type { Message } from '../model/message'
import type { Poll } from '../model/poll'
import { api } from './bridge'
import { type History, randomId } from './history.svelte'
import { tell } from './notice.svelte'
import { waitingMessage } from './sending.svelte'

async function attempt(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    tell(failureOf(error))
  }
}

/** None takes the vote back. */
export const vote = ({ chat, id }: Message, options: string[]): Promise<void> =>
  attempt(api.polls.vote(chat, id, options))

export const closePoll = ({ chat, id }: Message): Promise<void> =>
  attempt(api.polls.close(chat, id))

export async function sendPoll(
  history: History,
  poll: Poll,
  replyTo: number | null,
): Promise<void> {
  await history.post([waitingMessage(history, randomId(), '', poll, replyTo)])
}
