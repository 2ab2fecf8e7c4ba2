/** Where the account is signed in. */
export const sessions = {
  'sessions.title': 'Devices',
  'sessions.this': 'This device',
  'sessions.others': 'Other devices',
  'sessions.none': 'You are signed in nowhere else.',
  'sessions.online': 'Used now',
  'sessions.end': 'End',
  'sessions.endSure': 'End the session on {device}? It has to sign in again.',
  'sessions.endOthers': 'End all other sessions',
  'sessions.endOthersSure':
    'End all sessions but this one? The other devices have to sign in again.',
  'sessions.ended': 'Ended',
  'sessions.days': 'Sessions that are not used end after',
  'sessions.inDays': { one: '{n} day', other: '{n} days' },
  'sessions.unknown': 'Unknown device',
} as const
