/** What was sent in a chat, by kind. */

export const SHARED = ['pictures', 'files', 'links', 'music', 'voices', 'gifs'] as const

export type SharedKind = (typeof SHARED)[number]

export type SharedCounts = Record<SharedKind, number>
