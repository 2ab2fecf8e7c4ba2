/** The password of the second step. */

export interface PasswordState {
  has: boolean
  hint: string
  /** Whether a forgotten one can be taken away by e-mail. */
  hasRecovery: boolean
  /** How an address looks that is not confirmed yet: `a***@example.com`. */
  waitingEmail: string
  /** When a reset that was asked for is done: seconds since 1970; 0 if none was. */
  resetAt: number
}

export type ResetAnswer = { kind: 'done' } | { kind: 'waits' | 'tooSoon'; until: number }

export type PasswordFlaw = 'empty' | 'different' | 'hint' | 'email'

/** What is not right with a new password, if anything. */
export function flawIn(
  fresh: string,
  again: string,
  hint: string,
  email: string,
): PasswordFlaw | undefined {
  if (!fresh) return 'empty'
  if (fresh !== again) return 'different'
  if (hint && hint.trim().toLocaleLowerCase() === fresh.toLocaleLowerCase()) return 'hint'
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return 'email'
  return undefined
}
