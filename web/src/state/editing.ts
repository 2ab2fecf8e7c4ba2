/** Giving a message another text. */

import { MARKS, parseMarkup, writeMarkup } from '../model/markup'
import type { Message } from '../model/message'
import { keptEntities } from '../model/text'
import { api } from './bridge'

const MARKED = new Set([...MARKS.keys(), 'pre', 'link', 'quote', 'mentionName'])

/** @param words as they were typed, with marks for their formatting */
export async function saveEdit(message: Message, words: string): Promise<void> {
  if (words === writeMarkup(message)) return
  const made = parseMarkup(words)
  // What has no mark, such as a custom emoji, stays where it can.
  const unmarked = message.entities.filter(({ kind }) => !MARKED.has(kind))
  const kept = keptEntities(message.text, made.text, unmarked)
  await api.messages.edit(message.chat, message.id, made.text, [...made.entities, ...kept])
}
