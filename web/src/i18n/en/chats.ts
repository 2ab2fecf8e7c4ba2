export const chats = {
  'chats.title': 'Chats',
  'chats.empty': 'No chats yet',
  'chats.emptyLead': 'Search for people by name, @username or phone number.',
  'chats.searchPlaceholder': 'Search people and chats',
  'chats.nobody': 'Nobody found',
  'chats.you': 'You',
  'chats.draft': 'Draft',
  'chats.saved': 'Saved messages',
  'chats.deleted': 'Deleted account',
  'chats.unread': { one: '{n} unread message', other: '{n} unread messages' },
  'chats.pinned': 'Pinned',
  'chats.muted': 'Muted',
} as const
