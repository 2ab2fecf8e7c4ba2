/** A formatted text cut into pieces that are drawn the same way. */

import type { Entity } from './message'

export interface Piece {
  text: string
  entities: Entity[]
}

/**
 * Cuts a text into paragraphs, for each has its own direction, and those where formatting changes.
 *
 * Entities may overlap; their offsets are UTF-16 units. What is outside of the text is ignored.
 */
export function paragraphsOf(text: string, entities: Entity[]): Piece[][] {
  const paragraphs: Piece[][] = []
  let start = 0
  for (const line of text.split('\n')) {
    paragraphs.push(piecesOf(text, start, start + line.length, entities))
    start += line.length + 1
  }
  return paragraphs
}

export interface Block {
  kind: 'text' | 'pre' | 'quote'
  paragraphs: Piece[][]
  /** Of code. */
  language?: string
  /** The whole of it. */
  text: string
}

/** Cuts a text into blocks of code, quotes, and what is between them. */
export function blocksOf(text: string, entities: Entity[]): Block[] {
  const marks = entities
    .filter(({ kind }) => kind === 'pre' || kind === 'quote')
    .sort((one, other) => one.offset - other.offset)
  const inside = entities.filter((one) => !marks.includes(one))
  const blocks: Block[] = []
  const put = (kind: Block['kind'], from: number, to: number, language?: string): void => {
    const moved = inside.map((one) => ({ ...one, offset: one.offset - from }))
    const part = text.slice(from, to)
    const block: Block = { kind, text: part, paragraphs: paragraphsOf(part, moved) }
    if (language) block.language = language
    blocks.push(block)
  }
  let at = 0
  for (const { kind, offset, length, language } of marks) {
    const end = Math.min(text.length, offset + length)
    if (offset < at || end <= offset) continue
    if (offset > at) put('text', at, text[offset - 1] === '\n' ? offset - 1 : offset)
    put(kind === 'pre' ? 'pre' : 'quote', offset, text[end - 1] === '\n' ? end - 1 : end, language)
    at = text[end] === '\n' ? end + 1 : end
  }
  if (at < text.length || !blocks.length) put('text', at, text.length)
  return blocks
}

function piecesOf(text: string, from: number, to: number, entities: Entity[]): Piece[] {
  const cuts = new Set([from, to])
  for (const { offset, length } of entities) {
    for (const cut of [offset, offset + length]) if (cut > from && cut < to) cuts.add(cut)
  }
  const sorted = [...cuts].sort((one, other) => one - other)
  const pieces: Piece[] = []
  for (const [number, start] of sorted.entries()) {
    const end = sorted[number + 1]
    if (end === undefined) break
    const here = entities.filter(({ offset, length }) => offset <= start && offset + length >= end)
    pieces.push({ text: text.slice(start, end), entities: here })
  }
  return pieces
}

/** A name inside of a sentence: whatever its direction, the sentence around it stays in order. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`
}

/** A number or an address inside of a sentence, read from the left. */
export function leftToRight(text: string): string {
  return `\u2066${text}\u2069`
}

const STRONG = /[\p{L}\p{Nl}]/u
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** The direction of a paragraph by its first strong character, as `dir="auto"` has it. */
export function directionOf(paragraph: string): 'rtl' | 'ltr' | undefined {
  const strong = STRONG.exec(paragraph)?.[0]
  if (!strong) return undefined
  return RIGHT_TO_LEFT.test(strong) ? 'rtl' : 'ltr'
}

/**
 * The formatting that a text keeps when it is written anew: what lies wholly before or after the change.
 */
export function keptEntities(before: string, after: string, entities: Entity[]): Entity[] {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head++
  let tail = 0
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const moved = after.length - before.length
  return entities.flatMap((entity) => {
    if (entity.offset + entity.length <= head) return [entity]
    if (entity.offset >= before.length - tail) {
      return [{ ...entity, offset: entity.offset + moved }]
    }
    return []
  })
}
