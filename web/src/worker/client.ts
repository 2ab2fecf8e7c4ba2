/** The MTProto client of one account, pointed at the server that served this page. */

import { connectWs } from '@fuman/net'
import {
  IntermediatePacketCodec,
  ObfuscatedPacketCodec,
  type TelegramTransport,
} from '@mtcute/core'
import { BaseTelegramClient } from '@mtcute/core/client.js'
import { addPublicKey } from '@mtcute/core/utils.js'
import { IdbStorage, WebPlatform } from '@mtcute/web'
import type { ServerConfig } from '../model/server'
import { Crypto } from './crypto'

/** Any number will do: the server does not tell programs apart by it. */
const API_ID = 1

const ERRORS_AND_WARNINGS = 2

/** Every data centre is this server, whatever it is called. */
const sameOrigin: TelegramTransport = {
  connect: () => {
    const url = new URL('/apiws', self.location.origin)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    return connectWs({ url: url.href, protocols: 'binary' })
  },
  packetCodec: () => new ObfuscatedPacketCodec(new IntermediatePacketCodec()),
}

/**
 * @param database of IndexedDB; each account has its own
 * @param language of the interface, two letters
 */
export async function makeClient(
  config: ServerConfig,
  database: string,
  language: string,
): Promise<BaseTelegramClient> {
  const crypto = new Crypto()
  await crypto.initialize()
  addPublicKey(crypto, config.key)
  const { hostname: ipAddress, port } = self.location
  const main = { id: config.dc, ipAddress, port: Number(port) || 443 }
  return new BaseTelegramClient({
    apiId: API_ID,
    apiHash: '0'.repeat(32),
    storage: new IdbStorage(database),
    crypto,
    platform: new WebPlatform(),
    transport: sameOrigin,
    defaultDcs: { main, media: { ...main, mediaOnly: true } },
    updates: { catchUp: true },
    logLevel: ERRORS_AND_WARNINGS,
    initConnectionOptions: {
      deviceModel: browserName(navigator.userAgent),
      systemVersion: systemName(navigator.userAgent),
      appVersion: 'Hodhod Web',
      langCode: language,
      systemLangCode: language,
      langPack: '',
    },
  })
}

export function browserName(agent: string): string {
  const names: [RegExp, string][] = [
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrom(?:e|ium)\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]
  return names.find(([mark]) => mark.test(agent))?.[1] ?? 'Browser'
}

export function systemName(agent: string): string {
  const names: [RegExp, string][] = [
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ]
  return names.find(([mark]) => mark.test(agent))?.[1] ?? 'Web'
}
