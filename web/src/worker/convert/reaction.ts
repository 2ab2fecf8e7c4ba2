/** Reactions of the API ↔ reactions. */

import { Long, type tl } from '@mtcute/core'
import type { ReactionKey, Reactions } from '../../model/reaction'
import { peerIdOf } from './peer'

export function keyOf(reaction: tl.TypeReaction): ReactionKey | null {
  if (reaction._ === 'reactionEmoji') return reaction.emoticon
  if (reaction._ === 'reactionCustomEmoji') return `#${reaction.documentId.toString()}`
  return null
}

export function inputReaction(key: ReactionKey): tl.TypeReaction {
  return key.startsWith('#')
    ? { _: 'reactionCustomEmoji', documentId: Long.fromString(key.slice(1)) }
    : { _: 'reactionEmoji', emoticon: key }
}

export function reactionsOf(raw: tl.TypeMessageReactions): Reactions {
  const reactions: Reactions = {
    counts: raw.results.flatMap((one) => {
      const key = keyOf(one.reaction)
      return key ? [{ key, count: one.count, chosen: one.chosenOrder !== undefined }] : []
    }),
    recent: (raw.recentReactions ?? []).flatMap((one) => {
      const key = keyOf(one.reaction)
      return key ? [{ peer: peerIdOf(one.peerId), key }] : []
    }),
    named: raw.canSeeList === true,
    unseen: raw.recentReactions?.some((one) => one.unread) === true,
  }
  if (raw.min) reactions.partial = true
  return reactions
}
