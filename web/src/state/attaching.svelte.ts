/** Files that somebody chose, pasted or dropped, before they say how to send them. */

import type { PeerId } from '../model/peer'

class Attaching {
  chat = $state<PeerId>(0)
  files = $state.raw<File[]>([])
}

export const attaching = new Attaching()

export function offerFiles(chat: PeerId, files: Iterable<File>): void {
  const chosen = [...files]
  if (!chosen.length) return
  attaching.files = attaching.chat === chat ? [...attaching.files, ...chosen] : chosen
  attaching.chat = chat
}

export function doneAttaching(): void {
  attaching.files = []
  attaching.chat = 0
}
