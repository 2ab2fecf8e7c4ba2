/** Pages of bots: the one that is open, and what it is told. */

import { failureOf } from '../model/failure'
import type { PeerId } from '../model/peer'
import { api } from './bridge'
import { tell } from './notice.svelte'

/** A page that somebody wants to see. */
export interface Wanted {
  chat: PeerId
  bot: PeerId
  url: string
  /** What stands on the button that has led to it. */
  button: string
  /** Whether the page speaks to its bot itself. */
  direct: boolean
}

export interface ShownPage extends Wanted {
  /** The address with what it is told; '' until somebody has agreed to tell it. */
  opened: string
  query?: string
}

const KEY = 'hodhod.pages'
/** Of colours of `ui/theme/colors.css`, those that pages of bots know, by their names there. */
const COLORS = {
  bg_color: '--surface',
  secondary_bg_color: '--surface-sunk',
  section_bg_color: '--surface',
  header_bg_color: '--surface',
  bottom_bar_bg_color: '--surface',
  text_color: '--text',
  hint_color: '--text-soft',
  subtitle_text_color: '--text-soft',
  section_header_text_color: '--accent',
  accent_text_color: '--accent',
  link_color: '--accent',
  button_color: '--accent',
  button_text_color: '--on-accent',
  destructive_text_color: '--danger',
}

let page = $state.raw<ShownPage>()

export const shownPage = (): ShownPage | undefined => page

export function theme(): Record<string, string> {
  const style = getComputedStyle(document.documentElement)
  const named = Object.entries(COLORS)
  return Object.fromEntries(named.map(([name, one]) => [name, style.getPropertyValue(one).trim()]))
}

/** Shows a page; the first one of a bot asks before. */
export async function openPage(wanted: Wanted): Promise<void> {
  page = { ...wanted, opened: '' }
  if (agreed().includes(wanted.bot)) await agree()
}

/** Opens the page that was asked for, and tells it who looks. */
export async function agree(): Promise<void> {
  const wanted = page
  if (!wanted) return
  localStorage.setItem(KEY, JSON.stringify([...new Set([...agreed(), wanted.bot])]))
  const look = { theme: theme() }
  try {
    const { url, query } = await (wanted.direct
      ? api.bots.openSimple(wanted.bot, wanted.url, look)
      : api.bots.open(wanted.chat, wanted.bot, wanted.url, look))
    if (page === wanted) page = { ...wanted, opened: url, ...(query ? { query } : {}) }
  } catch (error) {
    tell(failureOf(error))
    if (page === wanted) page = undefined
  }
}

export function closePage(): void {
  page = undefined
}

function agreed(): PeerId[] {
  try {
    const known = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(known) ? known : []
  } catch {
    return []
  }
}
