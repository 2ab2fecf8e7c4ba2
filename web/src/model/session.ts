/** Where an account is signed in. */

export interface Session {
  id: string
  current: boolean
  /** The program and its version. */
  app: string
  /** The device or browser, and its system. */
  device: string
  /** From where, as far as the server knows. */
  place: string
  /** When it was used last: seconds since 1970. */
  active: number
}

export interface Sessions {
  /** The current one is the first, then those used last. */
  sessions: Session[]
  /** After so many days without use they end. */
  days: number
}

/** So many days can be chosen. */
export const SESSION_DAYS: readonly number[] = [7, 30, 90, 180, 365]

export function inOrder(sessions: Session[]): Session[] {
  return [...sessions].sort(
    (one, other) => Number(other.current) - Number(one.current) || other.active - one.active,
  )
}

/** The choice that comes nearest to what holds. */
export function nearestDays(days: number): number {
  const off = (choice: number) => Math.abs(choice - days)
  return SESSION_DAYS.reduce((best, choice) => (off(choice) < off(best) ? choice : best))
}
