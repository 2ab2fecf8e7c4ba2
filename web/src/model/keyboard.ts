/** Keyboards of bots: buttons below a message, or in place of the letters. */

export type Button =
  | { kind: 'callback'; text: string; data: Uint8Array }
  | { kind: 'link'; text: string; url: string }
  | { kind: 'copy'; text: string; copied: string }
  /** Opens a page of the bot's; `direct` says that the page speaks to the bot itself. */
  | { kind: 'page'; text: string; url: string; direct: boolean }
  /** Writes the bot's name and some words here, or in a chat that is chosen. */
  | { kind: 'ask'; text: string; words: string; here: boolean }
  /** Says its own text. */
  | { kind: 'say'; text: string }
  /** What this client cannot do. */
  | { kind: 'other'; text: string }

/** Below a message. */
export type Buttons = Button[][]

/** In place of the letters; without rows there is none any more. */
export interface Keys {
  rows: Button[][]
  /** Whether it goes when it was used. */
  once: boolean
  /** What stands in the field while it is empty. */
  hint?: string
}

interface HasKeys {
  id: number
  out: boolean
  keys?: Keys | undefined
}

/**
 * The keyboard that holds at the end of a chat: the last one that was shown there.
 *
 * @param messages in the order in which they were written
 */
export function keysAt(messages: readonly HasKeys[]): Keys | undefined {
  const last = messages.findLast(({ out, keys }) => !out && keys)
  if (!last?.keys?.rows.length) return undefined
  const used = last.keys.once && messages.some(({ id, out }) => out && (id === 0 || id > last.id))
  return used ? undefined : last.keys
}
