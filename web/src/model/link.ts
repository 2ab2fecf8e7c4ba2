/** Addresses in texts that may be opened. */

import type { Entity } from './entity'

const OPENS = /^(?:https?|tg|mailto|tel):/i

/** Where a part of a text leads on the web, by mail or by telephone; nothing if it may not be opened. */
export function hrefOf({ kind, href }: Entity, words: string): string | undefined {
  if (kind === 'link') return href && OPENS.test(href) ? href : undefined
  if (kind === 'url') return OPENS.test(words) ? words : `https://${words}`
  if (kind === 'email') return `mailto:${words}`
  if (kind === 'phone') return `tel:${words}`
  return undefined
}

/** The pages that a text leads to, each once. */
export function linksOf(text: string, entities: Entity[]): string[] {
  const links = entities
    .filter(({ kind }) => kind === 'link' || kind === 'url')
    .map((one) => hrefOf(one, text.slice(one.offset, one.offset + one.length)))
  return [...new Set(links.filter((one) => one !== undefined))]
}
