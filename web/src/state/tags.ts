/** Hashtags that were written here, the last one first: they are offered again. */

const KEPT = 'hodhod.tags'
const MOST = 100
const TAG = /(?<=^|\s)#([\p{L}\p{N}_\u200c]{1,64})/gu

export function tagsWritten(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

export function keepTags(text: string): void {
  const fresh = [...text.matchAll(TAG)].map(([, tag = '']) => tag)
  if (!fresh.length) return
  const all = [...new Set([...fresh.reverse(), ...tagsWritten()])]
  localStorage.setItem(KEPT, JSON.stringify(all.slice(0, MOST)))
}
