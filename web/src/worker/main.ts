/** The worker: one account, its connection and storage. Started by the page, talks through the bridge. */

import { answer, teller } from '../bridge/worker'
import { Account } from './account'
import { explain, isSignedOut } from './failures'
import { authRequests } from './requests/auth'
import { chatsRequests } from './requests/chats'
import { filesRequests } from './requests/files'
import { mediaRequests } from './requests/media'
import { messagesRequests } from './requests/messages'
import { peopleRequests } from './requests/people'

const port = self as unknown as Parameters<typeof answer>[0]
const tell = teller(port)
const account = new Account(tell)

answer(
  port,
  {
    auth: authRequests(account),
    chats: chatsRequests(account),
    files: filesRequests(account),
    media: mediaRequests(account),
    messages: messagesRequests(account),
    people: peopleRequests(account),
  },
  (error) => {
    const explained = explain(error)
    if (account.self && isSignedOut(explained)) tell({ kind: 'signedOut' })
    return explained
  },
)
