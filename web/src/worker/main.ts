/** The worker: one account, its connection and storage. Started by the page, talks through the bridge. */

import { answer, teller } from '../bridge/worker'
import { Account } from './account'
import { authRequests } from './requests/auth'
import { botsRequests } from './requests/bots'
import { chatsRequests } from './requests/chats'
import { filesRequests } from './requests/files'
import { findingRequests } from './requests/finding'
import { foldersRequests } from './requests/folders'
import { insightRequests } from './requests/insight'
import { invitesRequests } from './requests/invites'
import { meRequests } from './requests/me'
import { mediaRequests } from './requests/media'
import { membersRequests } from './requests/members'
import { mentionsRequests } from './requests/mentions'
import { messagesRequests } from './requests/messages'
import { outboxRequests } from './requests/outbox'
import { passwordRequests } from './requests/password'
import { peopleRequests } from './requests/people'
import { pinsRequests } from './requests/pins'
import { pollsRequests } from './requests/polls'
import { privacyRequests } from './requests/privacy'
import { profilesRequests } from './requests/profiles'
import { reactionsRequests } from './requests/reactions'
import { roomsRequests } from './requests/rooms'
import { scheduledRequests } from './requests/scheduled'
import { sessionsRequests } from './requests/sessions'
import { shownRequests } from './requests/shown'
import { stickersRequests } from './requests/stickers'
import { threadsRequests } from './requests/threads'
import { tidyingRequests } from './requests/tidying'
import { viewsRequests } from './requests/views'

const port = self as unknown as Parameters<typeof answer>[0]
const account = new Account(teller(port))

answer(
  port,
  {
    auth: authRequests(account),
    bots: botsRequests(account),
    chats: chatsRequests(account),
    files: filesRequests(account),
    finding: findingRequests(account),
    folders: foldersRequests(account),
    insight: insightRequests(account),
    invites: invitesRequests(account),
    me: meRequests(account),
    media: mediaRequests(account),
    members: membersRequests(account),
    mentions: mentionsRequests(account),
    messages: messagesRequests(account),
    outbox: outboxRequests(account),
    password: passwordRequests(account),
    people: peopleRequests(account),
    scheduled: scheduledRequests(account),
    shown: shownRequests(account),
    pins: pinsRequests(account),
    polls: pollsRequests(account),
    privacy: privacyRequests(account),
    profiles: profilesRequests(account),
    reactions: reactionsRequests(account),
    rooms: roomsRequests(account),
    sessions: sessionsRequests(account),
    stickers: stickersRequests(account),
    threads: threadsRequests(account),
    tidying: tidyingRequests(account),
    views: viewsRequests(account),
  },
  (error) => account.failed(error),
)
