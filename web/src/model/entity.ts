/** Formatting of texts. */

import type { PeerId } from './peer'

export type EntityKind =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'code'
  | 'pre'
  | 'spoiler'
  | 'quote'
  | 'link'
  | 'url'
  | 'email'
  | 'phone'
  | 'mention'
  | 'mentionName'
  | 'hashtag'
  | 'command'
  | 'customEmoji'
  | 'cashtag'
  | 'card'

/** Formatting of a part of a text; offset and length are UTF-16 units, as in JavaScript. */
export interface Entity {
  kind: EntityKind
  offset: number
  length: number
  /** Of `link`. */
  href?: string
  /** Of `pre`. */
  language?: string
  /** Of `mentionName`. */
  user?: PeerId
  /** Of `customEmoji`. */
  emoji?: string
}
