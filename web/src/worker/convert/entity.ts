/** Formatting of the API ↔ entities. */

import { Long, type tl } from '@mtcute/core'
import type { BaseTelegramClient } from '@mtcute/core/client.js'
import { resolveUser } from '@mtcute/core/methods.js'
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

type Simple = 'Bold' | 'Italic' | 'Underline' | 'Strike' | 'Code' | 'Spoiler'
const SIMPLE: Partial<Record<EntityKind, `messageEntity${Simple}`>> = {
  bold: 'messageEntityBold',
  italic: 'messageEntityItalic',
  underline: 'messageEntityUnderline',
  strike: 'messageEntityStrike',
  code: 'messageEntityCode',
  spoiler: 'messageEntitySpoiler',
}

/** What people chose is sent; what the server finds by itself (links, @names, tags) is left to it. */
export async function inputEntities(
  client: BaseTelegramClient,
  entities: Entity[],
): Promise<tl.TypeMessageEntity[]> {
  const mentions = entities.map(async ({ kind, offset, length, user }) => {
    if (kind !== 'mentionName' || !user) return []
    const userId = await resolveUser(client, user).catch(() => null)
    return userId ? [{ _: 'inputMessageEntityMentionName' as const, offset, length, userId }] : []
  })
  return [...plainEntities(entities), ...(await Promise.all(mentions)).flat()]
}

/** Those that name nobody. */
export function plainEntities(entities: Entity[]): tl.TypeMessageEntity[] {
  return entities.flatMap((entity): tl.TypeMessageEntity[] => {
    const { kind, offset, length } = entity
    const simple = SIMPLE[kind]
    if (simple) return [{ _: simple, offset, length }]
    if (kind === 'quote') return [{ _: 'messageEntityBlockquote', offset, length }]
    if (kind === 'pre') {
      return [{ _: 'messageEntityPre', offset, length, language: entity.language ?? '' }]
    }
    if (kind === 'link' && entity.href) {
      return [{ _: 'messageEntityTextUrl', offset, length, url: entity.href }]
    }
    if (kind === 'customEmoji' && entity.emoji) {
      const documentId = Long.fromString(entity.emoji)
      return [{ _: 'messageEntityCustomEmoji', offset, length, documentId }]
    }
    return []
  })
}
