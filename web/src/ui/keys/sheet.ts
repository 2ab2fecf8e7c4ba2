/** The keys that the sheet tells of, in groups. */

import type { Key } from '../../i18n/en'

export const COMMAND = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

interface Line {
  what: Key
  keys: string[]
}

export const SHEET: { title: Key; lines: Line[] }[] = [
  {
    title: 'keys.anywhere',
    lines: [
      { what: 'keys.search', keys: [COMMAND, 'K'] },
      { what: 'keys.above', keys: ['Alt', '↑'] },
      { what: 'keys.below', keys: ['Alt', '↓'] },
      { what: 'keys.out', keys: ['Esc'] },
      { what: 'keys.sheet', keys: [COMMAND, '/'] },
    ],
  },
  {
    title: 'keys.inChat',
    lines: [
      { what: 'keys.find', keys: [COMMAND, 'F'] },
      { what: 'keys.send', keys: ['Enter'] },
      { what: 'keys.newLine', keys: ['Shift', 'Enter'] },
      { what: 'keys.editLast', keys: ['↑'] },
    ],
  },
  {
    title: 'keys.format',
    lines: [
      { what: 'format.bold', keys: [COMMAND, 'B'] },
      { what: 'format.italic', keys: [COMMAND, 'I'] },
      { what: 'format.strike', keys: [COMMAND, 'Shift', 'X'] },
      { what: 'format.code', keys: [COMMAND, 'Shift', 'M'] },
      { what: 'format.spoiler', keys: [COMMAND, 'Shift', 'P'] },
      { what: 'format.link', keys: [COMMAND, 'K'] },
    ],
  },
  {
    title: 'keys.inList',
    lines: [
      { what: 'keys.walk', keys: ['↑', '↓'] },
      { what: 'keys.menu', keys: ['Shift', 'F10'] },
    ],
  },
]
