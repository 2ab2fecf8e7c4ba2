/** Reactions to a message. */

import type { PeerId } from './peer'

/** An emoji as people type it; of custom emoji `#` and the number of its document. */
export type ReactionKey = string

export interface ReactionCount {
  key: ReactionKey
  count: number
  chosen: boolean
}

export interface Reactions {
  counts: ReactionCount[]
  /** The last ones by name, in small chats. */
  recent: { peer: PeerId; key: ReactionKey }[]
  /** Whether one may ask who reacted. */
  named: boolean
  /** Whether somebody reacted and the author has not seen it. */
  unseen: boolean
  /** What came does not say which are one's own. */
  partial?: boolean
}

/** Takes in newer reactions; which ones are one's own is kept where they do not say it. */
export function withReactions(known: Reactions | undefined, fresh: Reactions): Reactions {
  if (!fresh.partial) return fresh
  const mine = new Set(chosenOf(known))
  const { partial: _, ...rest } = fresh
  return {
    ...rest,
    counts: fresh.counts.map((one) => ({ ...one, chosen: mine.has(one.key) })),
  }
}

/** One's own on a message. */
export function chosenOf(reactions: Reactions | undefined): ReactionKey[] {
  return reactions?.counts.filter((one) => one.chosen).map((one) => one.key) ?? []
}

/** One's own after a reaction is pressed: a second time takes it back; the oldest give way to `most`. */
export function toggled(mine: ReactionKey[], key: ReactionKey, most = 1): ReactionKey[] {
  if (mine.includes(key)) return mine.filter((one) => one !== key)
  return [...mine, key].slice(-most)
}

/** How a message looks at once, before the server has said so. */
export function asIfReacted(
  known: Reactions | undefined,
  mine: ReactionKey[],
  self: PeerId,
): Reactions {
  const before = new Set(chosenOf(known))
  const after = new Set(mine)
  const counts = (known?.counts ?? []).map((one) => ({
    ...one,
    chosen: after.has(one.key),
    count: one.count + Number(after.has(one.key)) - Number(before.has(one.key)),
  }))
  for (const key of mine) {
    if (!counts.some((one) => one.key === key)) counts.push({ key, count: 1, chosen: true })
  }
  const others = (known?.recent ?? []).filter((one) => one.peer !== self)
  return {
    counts: counts.filter((one) => one.count > 0),
    recent: [...mine.map((key) => ({ peer: self, key })), ...others],
    named: known?.named ?? false,
    unseen: known?.unseen ?? false,
  }
}
