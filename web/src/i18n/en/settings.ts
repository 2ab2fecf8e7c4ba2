export const settings = {
  'settings.title': 'Settings',
  'settings.language': 'Language',
  'settings.theme': 'Theme',
  'settings.theme.system': 'As the device',
  'settings.theme.light': 'Light',
  'settings.theme.dark': 'Dark',
  'settings.textSize': 'Text size',
  'settings.logOut': 'Log out',
  'settings.logOutSure': 'Log out on this device? Your chats stay on the server.',
  'settings.link': 'Link a device',
  'settings.linkLead':
    'On the other device open Hodhod and choose “Sign in with a QR code”. Scan the code with the camera, or paste its link here.',
  'settings.linkField': 'Link of the other device',
  'settings.linkScan': 'Scan with the camera',
  'settings.linkDo': 'Link',
  'settings.linked': '{device} is signed in now.',
  'notify.title': 'Notifications',
  'notify.show': 'Show notifications of new messages',
  'notify.preview': 'Show what is written',
  'notify.new': 'New message',
  'notify.how':
    'They come while Hodhod is open in a tab, or runs as an installed app. When it is closed nothing comes: no service of others is asked to wake this browser. Muted chats stay quiet, except for mentions.',
  'notify.denied':
    'This browser was told not to show notifications of this page. Its settings can change that.',
  'notify.without':
    'This browser shows no notifications for this page. Pages that came by HTTPS may show them.',
} as const
