export const reactions = {
  'reactions.give': 'React with {emoji}',
  'reactions.count': { one: '{emoji}, {n} reaction', other: '{emoji}, {n} reactions' },
  'reactions.more': 'More reactions',
  'reactions.all': 'All',
  'reactions.bar': 'Reactions',
  'reactions.custom': 'custom emoji',
} as const
