/** The part of a text in which words were found. */

const SAME: Record<string, string> = {
  ي: 'ی',
  ى: 'ی',
  ئ: 'ی',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  آ: 'ا',
  أ: 'ا',
  إ: 'ا',
  ؤ: 'و',
}
const DIGITS = '۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩'

/** One unit for one unit, so that places stay. */
function folded(text: string): string {
  let all = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] as string
    const lower = unit.toLowerCase()
    const digit = DIGITS.indexOf(unit)
    all += digit >= 0 ? String(digit % 10) : (SAME[unit] ?? (lower.length === 1 ? lower : unit))
  }
  return all
}

export interface Part {
  text: string
  found: boolean
}

const BEFORE = 24

/** Cuts a text so that the first of the words found is near its beginning; each one is marked. */
export function excerptOf(text: string, words: string): Part[] {
  const line = text.replaceAll(/\s/g, ' ')
  const plain = folded(line)
  const sought = folded(words)
    .split(/\s+/)
    .filter((word) => word)
  const places: [number, number][] = []
  for (const word of sought) {
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(plain[at - 1] as string)) {
        places.push([at, at + word.length])
      }
    }
  }
  places.sort(([one], [other]) => one - other)
  const first = places[0]?.[0] ?? 0
  const space = first > BEFORE ? line.indexOf(' ', first - BEFORE - 1) + 1 : 0
  const start = space > 0 && space <= first ? space : first > BEFORE ? first : 0
  const parts: Part[] = start ? [{ text: '… ', found: false }] : []
  let at = start
  for (const [from, to] of places) {
    if (from < at) continue
    if (from > at) parts.push({ text: line.slice(at, from), found: false })
    parts.push({ text: line.slice(from, to), found: true })
    at = to
  }
  if (at < line.length) parts.push({ text: line.slice(at), found: false })
  return parts
}
