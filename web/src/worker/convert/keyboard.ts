/** Keyboards of the API → buttons. */

import type { tl } from '@mtcute/core'
import type { Button, Buttons, Keys } from '../../model/keyboard'

export function buttonsOf(markup: tl.TypeReplyMarkup | undefined): Buttons | undefined {
  if (markup?._ !== 'replyInlineMarkup') return undefined
  return markup.rows.map(({ buttons }) => buttons.map(buttonOf))
}

export function keysOf(markup: tl.TypeReplyMarkup | undefined): Keys | undefined {
  if (markup?._ === 'replyKeyboardHide') return { rows: [], once: false }
  if (markup?._ !== 'replyKeyboardMarkup') return undefined
  const rows = markup.rows.map(({ buttons }) => buttons.map(buttonOf))
  const keys: Keys = { rows, once: markup.singleUse === true }
  if (markup.placeholder) keys.hint = markup.placeholder
  return keys
}

function buttonOf(button: tl.TypeKeyboardButton): Button {
  const { text } = button
  switch (button._) {
    case 'keyboardButton':
      return { kind: 'say', text }
    case 'keyboardButtonCallback':
      // A button that wants the two-step password is for clients that ask for it.
      return button.requiresPassword
        ? { kind: 'other', text }
        : { kind: 'callback', text, data: button.data }
    case 'keyboardButtonUrl':
    case 'keyboardButtonUrlAuth':
      return { kind: 'link', text, url: button.url }
    case 'keyboardButtonCopy':
      return { kind: 'copy', text, copied: button.copyText }
    case 'keyboardButtonWebView':
      return { kind: 'page', text, url: button.url, direct: false }
    case 'keyboardButtonSimpleWebView':
      return { kind: 'page', text, url: button.url, direct: true }
    case 'keyboardButtonSwitchInline':
      return { kind: 'ask', text, words: button.query, here: button.samePeer === true }
    default:
      return { kind: 'other', text }
  }
}
