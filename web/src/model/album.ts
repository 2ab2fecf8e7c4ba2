/** Messages as they stand under each other: those of an album together. */

import type { Message } from './message'

export interface Row {
  /** The first of them. */
  message: Message
  /** All of an album, or the one message. */
  album: Message[]
}

export function rowsOf(messages: Message[]): Row[] {
  const rows: Row[] = []
  for (const message of messages) {
    const row = rows.at(-1)
    if (row && message.album && row.message.album === message.album && !message.service) {
      row.album.push(message)
    } else rows.push({ message, album: [message] })
  }
  return rows
}

/** The one whose words are those of the whole: the only one with any; the first if it stands alone. */
export function captioned(album: Message[]): Message | undefined {
  if (album.length === 1) return album[0]
  const worded = album.filter(({ text }) => text)
  return worded.length === 1 ? worded[0] : undefined
}
