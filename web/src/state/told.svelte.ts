/** What those who listen to the page hear: the newest message of the chat that is open. */

import { bridge } from './bridge'
import { wordsOf } from './notifying.svelte'
import { nameOf } from './peers.svelte'
import { openChat } from './route.svelte'

let words = $state('')

bridge.listen((event) => {
  if (event.kind !== 'message' || event.message.out || event.message.chat !== openChat()) return
  words = `${nameOf(event.message.sender)}: ${wordsOf(event.message)}`
})

export function told(): string {
  return words
}
