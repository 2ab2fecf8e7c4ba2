/** What the server says of itself, asked once. */

import type { ServerConfig } from '../model/server'

let asked: Promise<ServerConfig> | undefined

export function serverConfig(): Promise<ServerConfig> {
  asked ??= fetch('/config.json').then((answer) => {
    if (!answer.ok) {
      asked = undefined
      throw new Error(`config.json: ${answer.status}`)
    }
    return answer.json() as Promise<ServerConfig>
  })
  return asked
}
