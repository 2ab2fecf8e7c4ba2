/** Signing in, step by step. */

/** How a login code reaches whoever signs in. */
export type CodeWay = 'app' | 'sms' | 'call' | 'email' | 'other'

export interface CodeSent {
  hash: string
  way: CodeWay
  length: number
  /** Another way that can be asked for, after so many seconds. */
  next?: { way: CodeWay; afterSeconds: number }
}

/** Signing in by a device that is signed in already: it reads this link, as a QR code or as it is. */
export interface LoginLink {
  link: string
  /** Seconds since 1970; then another one is asked for. */
  expires: number
}

export type QrStep = SignInStep | ({ kind: 'link' } & LoginLink)

export type SignInStep = { kind: 'done' } | { kind: 'name' } | { kind: 'password'; hint: string }

const TOKEN = /^tg:\/\/login\/?\?token=([\w-]+={0,2})$/

/** The token in a link of signing in; nothing if it is none. */
export function loginToken(link: string): string | undefined {
  return TOKEN.exec(link.trim())?.[1]
}

export function loginLink(token: string): string {
  return `tg://login?token=${token}`
}
