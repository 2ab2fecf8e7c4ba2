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
} as const
