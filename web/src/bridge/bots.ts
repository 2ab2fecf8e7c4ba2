import type { PeerId } from '../model/peer'

/** What a bot says when one of its buttons is pressed. */
export interface Said {
  text?: string
  /** Whether it stays until it is closed. */
  stays: boolean
  /** A page that it wants to open. */
  url?: string
}

export interface BotsRequests {
  /** Presses a button below a message. */
  press(chat: PeerId, id: number, data: Uint8Array): Said
}
