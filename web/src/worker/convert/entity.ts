/** Formatting of the API ↔ entities. */

import type { tl } from '@mtcute/core'
import type { Entity, EntityKind } from '../../model/message'

const KINDS: Partial<Record<tl.TypeMessageEntity['_'], EntityKind>> = {
  messageEntityBold: 'bold',
  messageEntityItalic: 'italic',
  messageEntityUnderline: 'underline',
  messageEntityStrike: 'strike',
  messageEntityCode: 'code',
  messageEntityPre: 'pre',
  messageEntitySpoiler: 'spoiler',
  messageEntityBlockquote: 'quote',
  messageEntityTextUrl: 'link',
  messageEntityUrl: 'url',
  messageEntityEmail: 'email',
  messageEntityPhone: 'phone',
  messageEntityMention: 'mention',
  messageEntityMentionName: 'mentionName',
  messageEntityHashtag: 'hashtag',
  messageEntityCashtag: 'cashtag',
  messageEntityBotCommand: 'command',
  messageEntityCustomEmoji: 'customEmoji',
  messageEntityBankCard: 'card',
}

export function entitiesOf(entities: tl.TypeMessageEntity[] | undefined): Entity[] {
  const all: Entity[] = []
  for (const raw of entities ?? []) {
    const kind = KINDS[raw._]
    if (!kind) continue
    const entity: Entity = { kind, offset: raw.offset, length: raw.length }
    if (raw._ === 'messageEntityTextUrl') entity.href = raw.url
    if (raw._ === 'messageEntityPre' && raw.language) entity.language = raw.language
    if (raw._ === 'messageEntityMentionName') entity.user = raw.userId
    if (raw._ === 'messageEntityCustomEmoji') entity.emoji = raw.documentId.toString()
    all.push(entity)
  }
  return all
}
