/**
 * What the page may ask of the worker, and what the worker tells by itself.
 *
 * A topic has its own interface in a file of its own in this folder; it is listed here once. The worker
 * answers it in `worker/requests/<topic>.ts`.
 */

import type { Chat } from '../model/chat'
import type { Letter } from '../model/letter'
import type { Message } from '../model/message'
import type { Peer, PeerId, Presence } from '../model/peer'
import type { PollChange } from '../model/poll'
import type { Reactions } from '../model/reaction'
import type { AuthRequests } from './auth'
import type { BotsRequests } from './bots'
import type { ChatsRequests } from './chats'
import type { FilesRequests } from './files'
import type { FindingRequests } from './finding'
import type { FoldersRequests } from './folders'
import type { InsightRequests } from './insight'
import type { InvitesRequests } from './invites'
import type { MeRequests } from './me'
import type { MediaRequests } from './media'
import type { MembersRequests } from './members'
import type { MentionsRequests } from './mentions'
import type { MessagesRequests } from './messages'
import type { OutboxRequests } from './outbox'
import type { PasswordRequests } from './password'
import type { PeopleRequests } from './people'
import type { PinsRequests } from './pins'
import type { PollsRequests } from './polls'
import type { PrivacyRequests } from './privacy'
import type { ProfilesRequests } from './profiles'
import type { ReactionsRequests } from './reactions'
import type { RoomsRequests } from './rooms'
import type { ScheduledRequests } from './scheduled'
import type { SessionsRequests } from './sessions'
import type { ShownRequests } from './shown'
import type { StickersRequests } from './stickers'
import type { ThreadsRequests } from './threads'
import type { TidyingRequests } from './tidying'
import type { ViewsRequests } from './views'

export interface Requests {
  auth: AuthRequests
  bots: BotsRequests
  chats: ChatsRequests
  files: FilesRequests
  finding: FindingRequests
  folders: FoldersRequests
  insight: InsightRequests
  invites: InvitesRequests
  me: MeRequests
  media: MediaRequests
  members: MembersRequests
  mentions: MentionsRequests
  messages: MessagesRequests
  outbox: OutboxRequests
  password: PasswordRequests
  people: PeopleRequests
  scheduled: ScheduledRequests
  shown: ShownRequests
  pins: PinsRequests
  polls: PollsRequests
  privacy: PrivacyRequests
  profiles: ProfilesRequests
  reactions: ReactionsRequests
  rooms: RoomsRequests
  sessions: SessionsRequests
  stickers: StickersRequests
  threads: ThreadsRequests
  tidying: TidyingRequests
  views: ViewsRequests
}

export type Connection = 'offline' | 'connecting' | 'updating' | 'connected'

/** What happened, in the order in which it did. */
export type Event =
  | { kind: 'connection'; state: Connection }
  | { kind: 'peers'; peers: Peer[] }
  | { kind: 'presence'; user: PeerId; presence: Presence }
  | { kind: 'message'; message: Message }
  | { kind: 'edited'; message: Message }
  /** How it stands with a letter on its way. */
  | { kind: 'letter'; letter: Letter }
  /** These are not on their way any more: sent or given up. */
  | { kind: 'withdrawn'; randoms: string[] }
  | { kind: 'deleted'; chat: PeerId | null; ids: number[] }
  | { kind: 'read'; chat: PeerId; out: boolean; upTo: number; unread: number }
  /** The same in a thread of a chat. */
  | { kind: 'threadRead'; chat: PeerId; top: number; out: boolean; upTo: number }
  | { kind: 'threadDraft'; chat: PeerId; top: number; draft: Chat['draft'] }
  /** Topics of a forum were pinned, let go or put in another order. */
  | { kind: 'topics'; chat: PeerId }
  | { kind: 'typing'; chat: PeerId; thread: number; user: PeerId; typing: boolean }
  | { kind: 'chat'; id: PeerId; change: Partial<Chat> }
  /** How much of a file has come or gone: bytes. */
  | { kind: 'progress'; task: string; done: number; total: number }
  | { kind: 'pinnedChat'; id: PeerId; on: boolean }
  | { kind: 'pinnedChats'; archived: boolean; ids: PeerId[] }
  | { kind: 'archived'; chats: { id: PeerId; archived: boolean }[] }
  /** Folders were made, changed or put in another order elsewhere. */
  | { kind: 'folders' }
  | { kind: 'reactions'; chat: PeerId; id: number; reactions: Reactions }
  /** One came in or left, or has other rights than before. */
  | { kind: 'room'; id: PeerId }
  /** So many ask to come in. */
  | { kind: 'requests'; chat: PeerId; pending: number }
  /** Somebody signed in to this account elsewhere. */
  | { kind: 'sessions' }
  /** Messages were pinned or let go; or all of a chat were let go. */
  | { kind: 'pinned'; chat: PeerId; ids: number[]; on: boolean }
  | { kind: 'unpinnedAll'; chat: PeerId }
  | { kind: 'poll'; change: PollChange }
  /** How often a post was seen or passed on. */
  | { kind: 'counted'; chat: PeerId; id: number; views?: number; forwards?: number }
  /** Something waits for its time in a chat, or does so no longer. */
  | { kind: 'scheduled'; chat: PeerId }
  | { kind: 'stale' }
  /** Another device read the link that is shown here. */
  | { kind: 'linkRead' }
  | { kind: 'signedOut' }

type Asked<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never
}

/** The page's side: each request gives a promise. */
export type Api = { [T in keyof Requests]: Asked<Requests[T]> }

type Answered<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => R | Promise<R>
    : never
}

/** The worker's side of a topic. */
export type Handlers<T> = Answered<T>

/** Page → worker. */
export interface Ask {
  id: number
  topic: keyof Requests
  name: string
  args: unknown[]
}

/** Worker → page. */
export type Told =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; code: number; reason: string; seconds: number }
  | { kind: 'event'; event: Event }
