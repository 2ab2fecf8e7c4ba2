import type { Birthday } from '../model/birthday'
import type { Peer } from '../model/peer'

/** One's own account. Those that change it answer with oneself as the server has it then. */
export interface MeRequests {
  more(): { about: string; birthday: Birthday | null }
  rename(firstName: string, lastName: string, about: string): Peer
  setBirthday(birthday: Birthday | null): void
  /** Whether a public name can be had; a name that nobody may have is a Failure. */
  usernameFree(name: string): boolean
  setUsername(name: string): Peer
  /** A square picture. */
  setPhoto(picture: Blob): Peer
  removePhoto(): Peer
  /** After so many days without a sign of life the account is deleted. */
  lifetime(): number
  setLifetime(days: number): void
  /** Deletes the account for ever; `password` is empty if it has none. */
  remove(password: string): void
}
