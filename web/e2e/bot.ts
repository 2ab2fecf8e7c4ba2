/** The bot that specs speak for, over HTTP. */

import type { Given } from './files.ts'
import { SERVER } from './people.ts'

const { BOT_NAME: NAME = '', BOT_TOKEN = '' } = process.env
export const BOT_NAME = NAME

const WAIT_S = 25

export interface Update {
  update_id: number
  message?: { text: string; chat: { id: number }; web_app_data?: { data: string } }
  callback_query?: { id: string; data: string }
  inline_query?: { id: string; query: string }
}

/** @param files are named in what is said as `attach://` and their names */
export async function bot<Result>(
  method: string,
  said: object,
  files: Given[] = [],
): Promise<Result> {
  const form = new FormData()
  for (const [name, value] of Object.entries(said)) {
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  for (const { name, mimeType, buffer } of files) {
    form.set(name, new Blob([new Uint8Array(buffer)], { type: mimeType }), name)
  }
  const url = new URL(`/bot${BOT_TOKEN}/${method}`, SERVER)
  const answer = await fetch(url, { method: 'POST', body: form })
  const { ok, result, description } = await answer.json()
  if (!ok) throw new Error(description)
  return result
}

let next = 0

/** What is told to the bot next. */
export async function update(): Promise<Update> {
  for (;;) {
    const [one] = await bot<Update[]>('getUpdates', { offset: next, limit: 1, timeout: WAIT_S })
    if (!one) continue
    next = one.update_id + 1
    return one
  }
}

/** The next message to the bot that says something. */
export async function heard(text: string): Promise<number> {
  for (;;) {
    const { message } = await update()
    if (message?.text === text) return message.chat.id
  }
}
