/** Ways to the server, each as mtcute has it: plain TCP, obfuscated TCP, WebSocket. */

import { connectTcp } from '@fuman/node'
import { connectWs } from '@fuman/net'
import { IntermediatePacketCodec, ObfuscatedPacketCodec, PaddedIntermediatePacketCodec } from '@mtcute/core'
import { TcpTransport } from '@mtcute/node'
import { WebSocket } from 'ws'

const obfuscated = {
  connect: dc => connectTcp({ address: dc.ipAddress, port: dc.port }),
  packetCodec: () => new ObfuscatedPacketCodec(new PaddedIntermediatePacketCodec()),
}

/** What `@mtcute/web` does, at an address of ours. */
const webSocket = http => ({
  connect: () => connectWs({
    url: `ws://${http}/apiws`,
    implementation: WebSocket,
    protocols: 'binary',
  }),
  packetCodec: () => new ObfuscatedPacketCodec(new IntermediatePacketCodec()),
})

export function transport(name, http) {
  switch (name) {
    case 'tcp': return new TcpTransport()
    case 'obfuscated': return obfuscated
    case 'ws': return webSocket(http)
    default: throw new Error(`no transport ${name}`)
  }
}
