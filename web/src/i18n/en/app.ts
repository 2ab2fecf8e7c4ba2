export const app = {
  'app.name': 'Hodhod',
  'app.back': 'Back',
  'app.close': 'Close',
  'app.cancel': 'Cancel',
  'app.undo': 'Undo',
  'app.retry': 'Try again',
  'app.more': 'Show more',
  'app.search': 'Search',
  'app.menu': 'Menu',
  'app.connecting': 'Connecting…',
  'app.updating': 'Updating…',
  'app.offline': 'Waiting for the network…',
  'app.starting': 'Opening…',
  'app.cannotStart':
    'Hodhod could not start here. Reload the page; if it stays so, tell whoever runs this server.',
  'app.newVersion': 'A new version is here: open it',
  'outbox.waiting': {
    one: '{n} message waits for the network',
    other: '{n} messages wait for the network',
  },
  'app.pickChat': 'Choose a chat and start talking',
} as const
