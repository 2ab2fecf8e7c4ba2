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

export type SignInStep = { kind: 'done' } | { kind: 'name' } | { kind: 'password'; hint: string }
