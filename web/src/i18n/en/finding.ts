export const finding = {
  'finding.mine': 'Chats and contacts',
  'finding.others': 'Public names',
  'finding.messages': 'Messages',
  'finding.nothing': 'Nothing found',
  'finding.more': 'More messages',
} as const
