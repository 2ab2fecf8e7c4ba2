import type { PasswordState, ResetAnswer } from '../model/password'

/** The password of the second step. It goes to the server as a proof alone (SRP). */
export interface PasswordRequests {
  state(): PasswordState
  /** Sets one, or another one in place of `old`; with an e-mail address only if one is given. */
  set(old: string, fresh: string, hint: string, email: string | undefined): void
  setEmail(password: string, email: string): void
  remove(old: string): void
  /** The code that was sent to the recovery e-mail. */
  confirmEmail(code: string): void
  resendEmail(): void
  /** Takes back an address that is not confirmed. */
  cancelEmail(): void
  /** The recovery address, for whoever knows the password. */
  email(password: string): string
  /** Forgotten: sends a code to the recovery e-mail; answers how its address looks. */
  askRecovery(): string
  /** Takes the password away with that code; signs in if that is what it was for. */
  recover(code: string): void
  /** Forgotten, and no e-mail: takes it away after days in which its owner can object. */
  reset(): ResetAnswer
  cancelReset(): void
}
