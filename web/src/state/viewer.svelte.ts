/** The photo or video that is looked at alone. */

import type { Message } from '../model/message'

class Viewer {
  shown = $state.raw<Message>()
}

export const viewer = new Viewer()

export function openViewer(message: Message): void {
  if (message.id) viewer.shown = message
}

export function closeViewer(): void {
  viewer.shown = undefined
}
