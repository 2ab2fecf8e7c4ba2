export const bots = {
  'bots.buttons': 'Buttons of the bot',
  'bots.keys': 'Keyboard of the bot',
  'bots.start': 'Start',
  'bots.says': 'The bot says',
  'bots.ok': 'OK',
  'bots.open': 'Open this page?',
  'bots.openIt': 'Open',
  'bots.elsewhere': 'This button does something that only other apps can do so far.',
}
