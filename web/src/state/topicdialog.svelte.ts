/** What is asked about a topic at the moment: its name, or whether it is to go. */

import type { PeerId } from '../model/peer'
import type { Thread } from '../model/thread'

export type Asked =
  | { kind: 'new'; chat: PeerId }
  | { kind: 'edit' | 'delete'; chat: PeerId; thread: Thread }

let asked = $state.raw<Asked>()

export function askedAboutTopic(): Asked | undefined {
  return asked
}

export function askAboutTopic(kind: 'edit' | 'delete', thread: Thread): void {
  asked = { kind, chat: thread.chat, thread }
}

export function askForTopic(chat: PeerId): void {
  asked = { kind: 'new', chat }
}

export function askNothing(): void {
  asked = undefined
}
