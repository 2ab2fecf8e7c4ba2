/** What is heard: one voice or piece of music at a time, wherever the page is. */

import type { Audio as AudioMedia, Voice } from '../model/media'
import { keyOf, type Message } from '../model/message'
import type { LoadedFile } from './files.svelte'

const RATES = [1, 1.5, 2] as const

class Player {
  /** The message that is heard. */
  message = $state.raw<Message>()
  playing = $state(false)
  waiting = $state(false)
  failed = $state(false)
  /** In seconds. */
  time = $state(0)
  duration = $state(0)
  rate = $state<number>(1)
}

export const player = new Player()

let sound: HTMLAudioElement | undefined
let asked = 0

function element(): HTMLAudioElement {
  if (sound) return sound
  const made = new Audio()
  made.addEventListener('timeupdate', () => {
    player.time = made.currentTime
  })
  made.addEventListener('play', () => {
    player.playing = true
  })
  made.addEventListener('pause', () => {
    player.playing = false
  })
  made.addEventListener('ended', () => {
    player.time = 0
    player.message = undefined
  })
  sound = made
  return made
}

const named = (message: Message): string => `${message.chat}/${keyOf(message)}`

export function isHeard(message: Message): boolean {
  return player.message !== undefined && named(player.message) === named(message)
}

/** Plays a message, or pauses it if it is playing. The file is brought by whoever shows it. */
export async function hear(
  message: Message,
  media: Voice | AudioMedia,
  file: LoadedFile,
): Promise<void> {
  const audio = element()
  if (isHeard(message) && audio.src) {
    if (audio.paused) await audio.play()
    else audio.pause()
    return
  }
  const mine = ++asked
  audio.pause()
  Object.assign(player, {
    message,
    time: 0,
    duration: media.duration,
    failed: false,
    waiting: true,
  })
  await file.load()
  if (mine !== asked) return
  player.waiting = false
  if (!file.url) {
    player.failed = true
    player.message = undefined
    return
  }
  audio.src = file.url
  audio.playbackRate = player.rate
  await audio.play().catch(() => {
    player.failed = true
    player.message = undefined
  })
}

/** @param part from 0 to 1 */
export function seek(part: number): void {
  const audio = element()
  audio.currentTime = part * player.duration
  player.time = audio.currentTime
}

export function nextRate(): void {
  const at = RATES.indexOf(player.rate as (typeof RATES)[number])
  player.rate = RATES[(at + 1) % RATES.length] ?? 1
  element().playbackRate = player.rate
}

/** When something else is to be heard. */
export function hush(): void {
  asked++
  sound?.pause()
}
