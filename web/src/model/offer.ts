/** What bots offer to whoever writes their names. */

import type { RemoteFile } from './file'
import type { PeerId } from './peer'

/** A bot that is asked by its name. */
export interface InlineBot {
  id: PeerId
  /** What it waits for, in its own words. */
  hint: string
}

export interface Offer {
  /** The number of the answer that it is in. */
  query: string
  id: string
  title: string
  about: string
  /** The small picture of it. */
  thumb?: RemoteFile
  /** A few pixels of it as a data address. */
  blur?: string
}

export interface Offers {
  items: Offer[]
  /** What is asked with for more. */
  next?: string
  /** Whether they are pictures, side by side. */
  gallery: boolean
  /** A button above them: the chat with the bot, or a page of it. */
  lead?: { text: string; start: string } | { text: string; page: string }
}

const NAMED = /^@([A-Za-z]\w{3,31}) ([\s\S]*)$/

/** The name and the words behind it, in a text that may be meant for a bot. */
export function askedIn(text: string): { name: string; words: string } | undefined {
  const [, name, words] = NAMED.exec(text) ?? []
  return name === undefined || words === undefined ? undefined : { name, words }
}
