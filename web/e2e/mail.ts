/** A mailbox: takes what the server sends by SMTP, where it was told to. */

import { createServer, type Server } from 'node:net'

export class Mailbox {
  readonly letters: string[] = []
  #server: Server | undefined

  async open(port: number): Promise<void> {
    const server = createServer((socket) => {
      let text = ''
      let inLetter = false
      socket.setEncoding('utf8')
      socket.write('220 mailbox\r\n')
      socket.on('data', (data: string) => {
        text += data
        for (let end = text.indexOf('\r\n'); end >= 0 && !inLetter; end = text.indexOf('\r\n')) {
          const command = text.slice(0, end).toUpperCase()
          text = text.slice(end + 2)
          inLetter = command === 'DATA'
          socket.write(
            inLetter ? '354 go on\r\n' : command === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n',
          )
          if (command === 'QUIT') socket.end()
        }
        const end = text.indexOf('\r\n.\r\n')
        if (!inLetter || end < 0) return
        this.letters.push(text.slice(0, end))
        text = text.slice(end + 5)
        inLetter = false
        socket.write('250 taken\r\n')
      })
    })
    this.#server = server
    await new Promise<void>((opened) => server.listen(port, '127.0.0.1', opened))
  }

  close(): void {
    this.#server?.close()
  }

  /** The code in the last letter to somebody. */
  codeFor(address: string): string | undefined {
    const letter = this.letters.filter((one) => one.includes(`To: ${address}`)).at(-1)
    if (!letter) return undefined
    const end = letter.indexOf('\r\n\r\n')
    const body = letter.slice(end)
    const encoded = /^content-transfer-encoding: base64/im.test(letter.slice(0, end))
    const text = encoded ? Buffer.from(body, 'base64').toString() : body
    return text.match(/(?<!\d)\d{6}(?!\d)/)?.[0]
  }
}
