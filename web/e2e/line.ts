/** A line to the server that can be cut: what is open breaks, and nothing new is let through. */

import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

export class Line {
  readonly #open = new Set<Socket>()
  /** Bytes that came from the server so far. */
  received = 0
  #cut = false
  #server: Server

  constructor(host: string, port: number) {
    this.#server = createServer((near) => {
      if (this.#cut) {
        near.destroy()
        return
      }
      const far = connect(port, host)
      for (const socket of [near, far]) {
        this.#open.add(socket)
        socket.on('error', () => {})
        socket.on('close', () => {
          this.#open.delete(socket)
          near.destroy()
          far.destroy()
        })
      }
      far.on('data', (bytes) => {
        this.received += bytes.length
      })
      near.pipe(far)
      far.pipe(near)
    })
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  cut(): void {
    this.#cut = true
    for (const socket of this.#open) socket.destroy()
  }

  mend(): void {
    this.#cut = false
  }

  stop(): void {
    this.cut()
    this.#server.close()
  }
}
