import { expect, test } from 'vitest'
import { type Country, countryOf, groupPhone, readPhone } from './phone'

const iran: Country = { iso: 'IR', callingCode: '98', pattern: 'XXX XXX XXXX', prefixes: [] }
const usa: Country = { iso: 'US', callingCode: '1', pattern: 'XXX-XXX-XXXX', prefixes: [] }
const jamaica: Country = {
  iso: 'JM',
  callingCode: '1',
  pattern: 'XXX XXXX',
  prefixes: ['876', '658'],
}
const all = [usa, jamaica, iran]

test.each([
  '0912 345 6789',
  '912-345-6789',
  '+98 912 345 6789',
  '00989123456789',
  '۰۹۱۲۳۴۵۶۷۸۹',
  '٠٩١٢٣٤٥٦٧٨٩',
])('reads %s as a number of Iran', (text) => {
  expect(readPhone(text, iran, all)).toEqual({ country: iran, national: '9123456789' })
})

test('a plus chooses the country, the longest code that fits', () => {
  expect(readPhone('+18765550123', iran, all).country).toBe(jamaica)
  expect(countryOf('12025550123', all)).toBe(usa)
})

test('a number of no country is kept whole', () => {
  expect(readPhone('+9996612345', iran, all)).toEqual({
    country: undefined,
    national: '9996612345',
  })
})

test('digits are grouped while they are typed', () => {
  expect(groupPhone('', iran.pattern)).toBe('')
  expect(groupPhone('912', iran.pattern)).toBe('912')
  expect(groupPhone('9123', iran.pattern)).toBe('912 3')
  expect(groupPhone('91234567890', iran.pattern)).toBe('912 345 6789 0')
})
