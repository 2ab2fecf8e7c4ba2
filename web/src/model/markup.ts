/**
 * Formatting as it is typed: `**bold**`, `__italic__`, `~~strike~~`, `||spoiler||`, `` `code` ``, a block
 * between lines of three backticks, `[words](address)`, and lines that begin with `>`. Somebody without a public
 * name is mentioned by `[words](tg://user?id=number)`.
 *
 * A backslash before a mark leaves it as it is. A mark opens before what is no space and closes after it.
 */

import type { Entity, EntityKind } from './entity'

export interface Formatted {
  text: string
  entities: Entity[]
}

const PAIRS: [string, EntityKind][] = [
  ['**', 'bold'],
  ['__', 'italic'],
  ['~~', 'strike'],
  ['||', 'spoiler'],
]
export const MARKS = new Map<EntityKind, string>([
  ...PAIRS.map(([mark, kind]) => [kind, mark] as const),
  ['code', '`'],
])

const BLOCK = /^```([\w+#.-]*)\n?([\s\S]+?)\n?```/
const CODE = /^`([^`\n]+)`/
const LINK = /^\[([^\]\n]+)\]\((\S+?)\)/
const ADDRESS = /^(?:https?:\/\/|tg:|mailto:|tel:)/i
const MENTION = /^tg:\/\/user\?id=(\d{1,15})$/
const ESCAPED = /^\\(\*\*|__|~~|\|\||`|\[|>)/

export function parseMarkup(typed: string): Formatted {
  const writer = new Writer()
  inline(typed, writer)
  quotes(writer)
  return { text: writer.text, entities: writer.entities.filter(({ length }) => length > 0) }
}

class Writer {
  text = ''
  entities: Entity[] = []

  mark(kind: EntityKind, from: number, more: Partial<Entity> = {}): void {
    this.entities.push({ kind, offset: from, length: this.text.length - from, ...more })
  }
}

function inline(typed: string, writer: Writer): void {
  let at = 0
  while (at < typed.length) {
    at += step(typed, at, writer)
  }
}

/** Takes in what stands at a place; returns how many characters that was. */
function step(typed: string, at: number, writer: Writer): number {
  const rest = typed.slice(at)
  const from = writer.text.length
  const escaped = ESCAPED.exec(rest)
  if (escaped) {
    writer.text += escaped[1]
    return escaped[0].length
  }
  const block = BLOCK.exec(rest)
  if (block) {
    const [whole, language = '', words = ''] = block
    writer.text += words
    writer.mark('pre', from, language ? { language } : {})
    return whole.length
  }
  const code = CODE.exec(rest)
  if (code) {
    writer.text += code[1]
    writer.mark('code', from)
    return code[0].length
  }
  const link = LINK.exec(rest)
  if (link && ADDRESS.test(link[2] ?? '')) {
    const [whole, words = '', href = ''] = link
    const user = Number(MENTION.exec(href)?.[1])
    inline(words, writer)
    if (user) writer.mark('mentionName', from, { user })
    else writer.mark('link', from, { href })
    return whole.length
  }
  for (const [mark, kind] of PAIRS) {
    const inside = rest.startsWith(mark) && between(rest, mark)
    if (!inside) continue
    inline(inside, writer)
    writer.mark(kind, from)
    return inside.length + 2 * mark.length
  }
  writer.text += rest[0]
  return 1
}

/** What stands between a mark at the beginning and the next one that closes it. */
function between(rest: string, mark: string): string | undefined {
  if (/\s/.test(rest[mark.length] ?? ' ')) return undefined
  let end = rest.indexOf(mark, mark.length + 1)
  while (end > 0 && (/\s/.test(rest[end - 1] ?? ' ') || rest[end - 1] === '\\'))
    end = rest.indexOf(mark, end + 1)
  return end > 0 ? rest.slice(mark.length, end) : undefined
}

/** Lines that begin with `>` are a quotation; what marks them goes. */
function quotes(writer: Writer): void {
  const before = writer.entities
  const isCode = (at: number): boolean =>
    before.some((one) => one.kind === 'pre' && at >= one.offset && at < one.offset + one.length)
  let at = 0
  let open: number | undefined
  let out = ''
  const cuts: [number, number][] = []
  const found: Entity[] = []
  const close = (end: number): void => {
    if (open !== undefined) found.push({ kind: 'quote', offset: open, length: end - open })
    open = undefined
  }
  for (const line of writer.text.split('\n')) {
    const mark = isCode(at) ? undefined : /^> ?/.exec(line)?.[0]
    if (mark === undefined) close(Math.max(0, out.length - 1))
    else {
      open ??= out.length
      cuts.push([at, mark.length])
    }
    out += `${line.slice(mark?.length ?? 0)}\n`
    at += line.length + 1
  }
  close(out.length - 1)
  const moved = (place: number): number =>
    place - cuts.reduce((sum, [cut, long]) => sum + Math.min(long, Math.max(0, place - cut)), 0)
  writer.text = out.slice(0, -1)
  writer.entities = [
    ...before.map((one) => {
      const offset = moved(one.offset)
      return { ...one, offset, length: moved(one.offset + one.length) - offset }
    }),
    ...found,
  ]
}

/** A formatted text as it would be typed. What has no mark of its own is left out. */
export function writeMarkup({ text, entities }: Formatted): string {
  const marks: { at: number; mark: string; opens: boolean; size: number }[] = []
  const add = (from: number, to: number, open: string, close: string): void => {
    marks.push({ at: from, mark: open, opens: true, size: to - from })
    marks.push({ at: to, mark: close, opens: false, size: to - from })
  }
  const raw: [number, number][] = []
  for (const { kind, offset, length, href, user, language = '' } of entities) {
    const end = offset + length
    const mark = MARKS.get(kind)
    if (kind === 'pre') add(offset, end, `\`\`\`${language}\n`, '\n```')
    else if (mark) add(offset, end, mark, mark)
    else if (kind === 'link' && href) add(offset, end, '[', `](${href})`)
    else if (kind === 'mentionName' && user) add(offset, end, '[', `](tg://user?id=${user})`)
    else if (kind === 'quote') for (const at of linesIn(text, offset, end)) add(at, at, '> ', '')
    if (kind === 'pre' || kind === 'code') raw.push([offset, end])
  }
  // Inner ones close before outer ones, and outer ones open first.
  marks.sort(
    (one, other) =>
      one.at - other.at ||
      Number(one.opens) - Number(other.opens) ||
      (one.opens ? other.size - one.size : one.size - other.size),
  )
  let typed = ''
  let at = 0
  for (const { at: to, mark } of marks) {
    typed += literal(text, at, to, raw) + mark
    at = to
  }
  return typed + literal(text, at, text.length, raw)
}

function linesIn(text: string, from: number, to: number): number[] {
  const starts = [from]
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1))
    starts.push(at + 1)
  return starts
}

/** Marks that are no marks are written so that they stay none. */
function literal(text: string, from: number, to: number, raw: [number, number][]): string {
  const part = text.slice(from, to)
  if (raw.some(([start, end]) => from >= start && to <= end)) return part
  return part.replace(/\*\*|__|~~|\|\||`|\[(?=[^\]\n]+\]\()/g, '\\$&')
}
