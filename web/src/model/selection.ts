/** What is chosen of a chat. */

import type { Message } from './message'

/** The server takes no more at a time, to pass on or to delete. */
export const MOST_SELECTED = 100

/**
 * The numbers that are chosen once messages were pointed at: all of them join, or leave if all were in.
 *
 * What is no message that stands in its chat (a line of service, one on its way) is passed over.
 *
 * @returns nothing if there would be too many
 */
export function toggled(chosen: number[], messages: Message[]): Set<number> | undefined {
  const ids = messages.filter(({ id, service }) => id && !service).map(({ id }) => id)
  const next = new Set(chosen)
  if (ids.every((id) => next.has(id))) for (const id of ids) next.delete(id)
  else for (const id of ids) next.add(id)
  return next.size > MOST_SELECTED ? undefined : next
}

/** The words of messages for the clipboard: of one alone, or each below who said it and when. */
export function wordsToCopy(messages: Message[], headOf: (message: Message) => string): string {
  const worded = messages.filter(({ text }) => text)
  if (messages.length === 1) return worded[0]?.text ?? ''
  return worded.map((message) => `${headOf(message)}\n${message.text}`).join('\n\n')
}
