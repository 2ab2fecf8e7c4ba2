/** Pressing the buttons of bots: what waits for an answer, and what was answered. */

import { failureOf } from '../model/failure'
import type { Button } from '../model/keyboard'
import type { Message } from '../model/message'
import type { PeerId } from '../model/peer'
import { api } from './bridge'
import { changeChat } from './chats.svelte'
import { t } from './language.svelte'
import { tell } from './notice.svelte'
import { now } from './now.svelte'
import { openPage } from './pages.svelte'
import { peerOf } from './peers.svelte'

/** What a bot says that stays until it is closed; with a page, it is asked whether to open it. */
export interface Word {
  text: string
  url?: string
}

let pressed = $state.raw<Button>()
let word = $state.raw<Word>()

/** The button that waits for its bot. */
export const waits = (): Button | undefined => pressed

export const botWord = (): Word | undefined => word

export function closeWord(): void {
  word = undefined
}

export async function press({ chat, id, via, sender }: Message, button: Button): Promise<void> {
  if (button.kind === 'copy') {
    await navigator.clipboard.writeText(button.copied)
    tell(t('profile.copied'))
  } else if (button.kind === 'link') {
    word = { text: button.url, url: button.url }
  } else if (button.kind === 'callback') {
    await call(chat, id, button, button.data)
  } else if (button.kind === 'page') {
    const { url, text, direct } = button
    await openPage({ chat, bot: via ?? sender, url, button: text, direct })
  } else if (button.kind === 'ask' && button.here) {
    askBot(chat, via ?? sender, button.words)
  } else {
    tell(t('bots.elsewhere'))
  }
}

/** Writes a bot's name and some words into the field of a chat: what it offers is shown there. */
export function askBot(chat: PeerId, bot: PeerId, words: string): void {
  const name = peerOf(bot)?.username
  if (name) changeChat(chat, { draft: { text: `@${name} ${words}`, date: now() } })
}

async function call(chat: number, id: number, button: Button, data: Uint8Array): Promise<void> {
  pressed = button
  try {
    const { text, stays, url } = await api.bots.press(chat, id, data)
    if (url) word = { text: text ?? url, url }
    else if (text && stays) word = { text }
    else if (text) tell(text)
  } catch (error) {
    tell(failureOf(error))
  } finally {
    if (pressed === button) pressed = undefined
  }
}
