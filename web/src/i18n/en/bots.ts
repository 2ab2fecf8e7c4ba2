export const bots = {
  'bots.buttons': 'Buttons of the bot',
  'bots.keys': 'Keyboard of the bot',
  'bots.start': 'Start',
  'bots.says': 'The bot says',
  'bots.ok': 'OK',
  'bots.open': 'Open this page?',
  'bots.openIt': 'Open',
  'bots.elsewhere': 'This button does something that only other apps can do so far.',
  'bots.via': 'via {name}',
  'bots.offers': 'What {name} offers',
  'bots.nothing': 'Nothing was found.',
  'bots.more': 'More',
  'bots.page': 'Page of {name}',
  'bots.pageAsk':
    '{name} opens a page of its own ({host}). It learns your name and number in Hodhod, and what you do on it.',
  'bots.pageLeave': 'What you have not sent yet is lost.',
  'bots.pageStay': 'Stay',
}
