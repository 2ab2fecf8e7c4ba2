/** What a service message says, in the language in use. */

import type { Message } from '../../model/message'
import { spanOf } from '../../model/span'
import { isolated } from '../../model/text'
import { t } from '../../state/language.svelte'
import { nameOf } from '../../state/peers.svelte'

export function serviceText(message: Message): string {
  const action = message.service
  if (!action) return ''
  const { n, unit } = spanOf(action.seconds ?? 0)
  return t(`service.${action.kind}`, {
    name: isolated(nameOf(message.sender)),
    people: (action.people ?? []).map((id) => isolated(nameOf(id))).join('، '),
    title: isolated(action.title ?? ''),
    time: t(`spans.${unit}`, { n }),
  })
}
