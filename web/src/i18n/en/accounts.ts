import type { Entry } from '../types'

export const accounts = {
  'accounts.title': 'Other accounts here',
  'accounts.add': 'Add an account',
  'accounts.unread': { one: '{n} unread chat', other: '{n} unread chats' },
  'accounts.show': 'Show {name}',
  'accounts.back': 'Back to {name}',
} satisfies Record<string, Entry>
