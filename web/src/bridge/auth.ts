import type { CodeSent, QrStep, SignInStep } from '../model/auth'
import type { Peer } from '../model/peer'
import type { ServerConfig } from '../model/server'

export interface AuthRequests {
  /** Opens the account that is stored at a place; null if nobody is signed in there. */
  open(config: ServerConfig, language: string, place: number): Peer | null
  sendCode(phone: string): CodeSent
  resendCode(phone: string, hash: string): CodeSent
  signIn(phone: string, hash: string, code: string): SignInStep
  signUp(phone: string, hash: string, firstName: string, lastName: string): void
  /** A link for another device; or what comes next, once it was read there. */
  exportLogin(): QrStep
  /** Signs the device in that shows such a link; returns what it calls itself. */
  acceptLogin(link: string): string
  checkPassword(password: string): void
  self(): Peer
  logOut(): void
}
