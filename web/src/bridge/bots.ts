import type { InlineBot, Offers } from '../model/offer'
import type { PeerId } from '../model/peer'

/** What a bot says when one of its buttons is pressed. */
export interface Said {
  text?: string
  /** Whether it stays until it is closed. */
  stays: boolean
  /** A page that it wants to open. */
  url?: string
}

/** A page of a bot's that is open. */
export interface OpenPage {
  url: string
  /** The number under which its bot answers, if it can. */
  query?: string
}

export interface Look {
  /** Colours, as pages of bots know them. */
  theme: Record<string, string>
}

export interface BotsRequests {
  /** Presses a button below a message. */
  press(chat: PeerId, id: number, data: Uint8Array): Said
  /** Begins with a bot, with what a link or a button has carried. */
  start(bot: PeerId, param: string): void
  /** The bot of a name that is asked by it, if it is one. */
  named(name: string): InlineBot | null
  /** What a bot offers. */
  ask(bot: PeerId, chat: PeerId, words: string, offset: string): Offers
  /** Sends what a bot has offered. */
  choose(chat: PeerId, query: string, id: string, replyTo: number | null): void
  /** The page that a bot has beside the field where one writes to it. */
  menu(bot: PeerId): { text: string; url: string } | null
  /** Opens a page whose bot answers in a chat. */
  open(chat: PeerId, bot: PeerId, url: string, look: Look): OpenPage
  /** Opens a page that says something to its bot itself. */
  openSimple(bot: PeerId, url: string, look: Look): OpenPage
  /** Says that a page is still open. */
  prolong(chat: PeerId, bot: PeerId, query: string): void
  /** Says to a bot what its page says. */
  tell(bot: PeerId, button: string, data: string): void
}
