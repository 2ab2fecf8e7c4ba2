/** Choosing many messages. */
export const selecting = {
  'select.start': 'Select',
  'select.bar': 'Selected messages',
  'select.chosen': { one: '{n} message selected', other: '{n} messages selected' },
  'select.none': 'Cancel selection',
  'select.one': 'Select this message',
  'select.copied': 'Copied',
  'select.most': 'At most {n} messages can be selected at a time',
} as const
