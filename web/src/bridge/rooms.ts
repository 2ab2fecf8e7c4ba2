import type { Peer, PeerId } from '../model/peer'
import type { Permission } from '../model/right'

/** What can be changed of a room; what is left out stays. */
export interface RoomChange {
  title?: string
  about?: string
  photo?: Blob
  /** Empty makes it private. */
  username?: string
  slowMode?: number
  hiddenHistory?: boolean
  signatures?: boolean
  /** Whether a supergroup has topics. */
  forum?: boolean
  /** The group in which the posts of a channel are commented on; 0 for none. */
  discussion?: PeerId
  /** What nobody but admins may. */
  denied?: Permission[]
  /** Which reactions are allowed. */
  reactions?: 'all' | 'none' | string[]
}

/** What an invitation tells before one comes in. */
export interface Invitation {
  title: string
  about: string
  members: number
  channel: boolean
  needsApproval: boolean
  /** Where one is in already, or what may be looked at. */
  chat?: PeerId
}

export interface RoomsRequests {
  /** Those of the people who do not let themselves be added come back as `missing`. */
  createGroup(
    title: string,
    people: PeerId[],
    photo: Blob | null,
  ): { id: PeerId; missing: PeerId[] }
  createChannel(title: string, about: string, broadcast: boolean, photo: Blob | null): PeerId
  change(id: PeerId, change: RoomChange): void
  /** Groups in which the posts of a channel may be commented on. */
  discussable(): Peer[]
  /** Whether a public name is free; a Failure says why not. */
  nameIsFree(id: PeerId, name: string): boolean
  /** Makes a supergroup of a basic group. */
  migrate(id: PeerId): PeerId
  destroy(id: PeerId): void
  join(id: PeerId): void
  invitation(hash: string): Invitation
  /** Nobody yet, if one has to be let in first. */
  accept(hash: string): PeerId | null
  named(name: string): Peer
}
