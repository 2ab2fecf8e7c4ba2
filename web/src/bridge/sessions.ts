import type { Session, Sessions } from '../model/session'

/** Where the account is signed in. */
export interface SessionsRequests {
  list(): Sessions
  end(id: Session['id']): void
  endOthers(): void
  /** Those that are not used for so many days end by themselves. */
  setDays(days: number): void
}
