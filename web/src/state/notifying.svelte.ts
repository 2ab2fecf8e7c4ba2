/** Notifications of the browser, while a page or the installed app lives, and the count in the title. */

import type { Message } from '../model/message'
import { isTold } from '../model/notify'
import type { PeerId } from '../model/peer'
import { showAccount, shownPlace } from './accounts.svelte'
import { bridge } from './bridge'
import { chatOf, chats } from './chats.svelte'
import { number, t } from './language.svelte'
import { nameOf, peerOf, titleOf } from './peers.svelte'
import { go, openChat, paths } from './route.svelte'
import { settings } from './settings.svelte'

/** Whether the browser has notifications, lets pages show them, or was told not to. */
export type Permission = 'none' | NotificationPermission

export const notifying = $state<{ permission: Permission }>({
  permission: 'Notification' in window ? Notification.permission : 'none',
})

/** Asks the browser; only after somebody pressed something. */
export async function askPermission(): Promise<void> {
  if ('Notification' in window) notifying.permission = await Notification.requestPermission()
}

const MOST = 160

export function watchMessages(): void {
  bridge.listen((event) => {
    if (event.kind === 'message') void tellOf(event.message)
  })
  navigator.serviceWorker?.addEventListener('message', ({ data }: MessageEvent) => {
    if (data?.kind === 'openChat' && Number.isSafeInteger(data.chat)) follow(data)
  })
  $effect.root(() => {
    $effect(() => {
      const name = t('app.name')
      document.title = chats.unread ? `(${number(chats.unread)}) ${name}` : name
    })
  })
}

async function tellOf(message: Message): Promise<void> {
  const looking = document.hasFocus() && openChat() === message.chat
  if (!isTold(message, chatOf(message.chat), looking)) return
  await notify(titleOf(peerOf(message.chat)), lineOf(message), shownPlace, message.chat)
}

/** Where a notification leads: a chat of an account of this browser. */
interface Leads {
  place: number
  chat: PeerId
}

function follow({ place, chat }: Leads): void {
  if (place === shownPlace) go(paths.chat(chat))
  else showAccount(place, paths.chat(chat))
}

/** Shows a notification of the browser, if somebody wants them. */
export async function notify(
  title: string,
  line: string,
  place: number,
  chat: PeerId,
): Promise<void> {
  if (!settings.notify || notifying.permission !== 'granted') return
  const data: Leads = { place, chat }
  const options = {
    body: settings.preview ? line : t('notify.new'),
    tag: `${place}/${chat}`,
    data,
  }
  const worker = await navigator.serviceWorker?.getRegistration()
  if (worker) {
    await worker.showNotification(title, { ...options, icon: '/icon-192.png' })
    return
  }
  const shown = new Notification(title, { ...options, icon: '/icon-192.png' })
  shown.onclick = () => {
    window.focus()
    follow(data)
    shown.close()
  }
}

/** What a message says, in one line; in a room with who says it. */
function lineOf(message: Message): string {
  const words = wordsOf(message)
  return message.chat > 0 ? words : `${nameOf(message.sender)}: ${words}`.slice(0, MOST)
}

/** The words of a message, or of what it has instead. */
export function wordsOf(message: Message): string {
  const words = message.text || (message.media ? t(`media.${message.media.kind}`) : t('notify.new'))
  return words.slice(0, MOST)
}
