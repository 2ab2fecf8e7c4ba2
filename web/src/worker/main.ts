/** The worker: one account, its connection and storage. Started by the page, talks through the bridge. */

import { answer, teller } from '../bridge/worker'
import { Account } from './account'
import { authRequests } from './requests/auth'
import { chatsRequests } from './requests/chats'
import { filesRequests } from './requests/files'
import { mediaRequests } from './requests/media'
import { messagesRequests } from './requests/messages'
import { outboxRequests } from './requests/outbox'
import { peopleRequests } from './requests/people'
import { reactionsRequests } from './requests/reactions'
import { shownRequests } from './requests/shown'
import { tidyingRequests } from './requests/tidying'

const port = self as unknown as Parameters<typeof answer>[0]
const account = new Account(teller(port))

answer(
  port,
  {
    auth: authRequests(account),
    chats: chatsRequests(account),
    files: filesRequests(account),
    media: mediaRequests(account),
    messages: messagesRequests(account),
    outbox: outboxRequests(account),
    people: peopleRequests(account),
    shown: shownRequests(account),
    reactions: reactionsRequests(account),
    tidying: tidyingRequests(account),
  },
  (error) => account.failed(error),
)
