/** What the menu of a message offers about the poll in it. */

import type { Message } from '../../model/message'
import { mayRetract } from '../../model/poll'
import { t } from '../../state/language.svelte'
import { closePoll, vote } from '../../state/polls'
import type { Item } from '../kit/Menu.svelte'

export function pollItems(message: Message): Item[] {
  const { media, out, forwardedFrom } = message
  if (media?.kind !== 'poll' || !message.id) return []
  const items: Item[] = []
  if (mayRetract(media)) {
    items.push({ icon: 'undo', label: t('polls.retract'), act: () => void vote(message, []) })
  }
  if (out && !forwardedFrom && !media.closed) {
    items.push({ icon: 'stop', label: t('polls.close'), act: () => void closePoll(message) })
  }
  return items
}
