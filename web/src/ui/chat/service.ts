/** What a service message says, in the language in use. */

import type { Message } from '../../model/message'
import { isolated } from '../../model/text'
import { t } from '../../state/language.svelte'
import { nameOf } from '../../state/peers.svelte'

export function serviceText(message: Message): string {
  const action = message.service
  if (!action) return ''
  return t(`service.${action.kind}`, {
    name: isolated(nameOf(message.sender)),
    people: (action.people ?? []).map((id) => isolated(nameOf(id))).join('، '),
    title: isolated(action.title ?? ''),
  })
}
