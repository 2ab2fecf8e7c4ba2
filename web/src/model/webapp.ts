/** What pages of bots and the client that shows them say to each other. */

/** A button below a page, or behind it. */
export interface PageButton {
  shown: boolean
  active: boolean
  busy: boolean
  text: string
}

export const NO_BUTTON: PageButton = { shown: false, active: true, busy: false, text: '' }

export interface PopupButton {
  id: string
  text: string
  danger: boolean
}

export interface Popup {
  title: string
  message: string
  buttons: PopupButton[]
}

const MOST_TEXT = 256
const MOST_MESSAGE = 256
const MOST_BUTTONS = 3

export interface Said {
  type: string
  data: Record<string, unknown>
}

/** What a page says; undefined for what is nothing of this kind. */
export function saidIn(message: unknown): Said | undefined {
  if (typeof message !== 'string') return undefined
  try {
    const { eventType, eventData } = JSON.parse(message)
    if (typeof eventType !== 'string') return undefined
    const data = typeof eventData === 'string' && eventData ? JSON.parse(eventData) : eventData
    return { type: eventType, data: data && typeof data === 'object' ? data : {} }
  } catch {
    return undefined
  }
}

export function buttonOf(data: Record<string, unknown>, before: PageButton): PageButton {
  const { is_visible: shown, is_active: active, is_progress_visible: busy, text } = data
  return {
    shown: typeof shown === 'boolean' ? shown : before.shown,
    active: typeof active === 'boolean' ? active : before.active,
    busy: typeof busy === 'boolean' ? busy : before.busy,
    text: typeof text === 'string' ? text.slice(0, MOST_TEXT) : before.text,
  }
}

/** @param words what buttons say that have no text of their own, by their kinds */
export function popupOf(data: Record<string, unknown>, words: Record<string, string>): Popup {
  const given = Array.isArray(data.buttons) ? data.buttons.slice(0, MOST_BUTTONS) : []
  const buttons = given
    .filter((one) => one && typeof one === 'object')
    .map(({ id, type, text }) => ({
      id: String(id ?? ''),
      text: String(text ?? words[String(type)] ?? words.ok ?? '').slice(0, MOST_TEXT),
      danger: type === 'destructive',
    }))
  return {
    title: String(data.title ?? '').slice(0, MOST_TEXT),
    message: String(data.message ?? '').slice(0, MOST_MESSAGE),
    buttons: buttons.length ? buttons : [{ id: '', text: words.ok ?? '', danger: false }],
  }
}
