import { expect, test } from 'vitest'
import { privacyOf, rulesOf } from './privacy'

test('rules are a level and exceptions, and come back as they were', () => {
  const privacy = privacyOf([
    { _: 'privacyValueAllowUsers', users: [5] },
    { _: 'privacyValueDisallowChatParticipants', chats: [7] },
    { _: 'privacyValueAllowCloseFriends' },
    { _: 'privacyValueAllowContacts' },
    { _: 'privacyValueDisallowAll' },
  ])
  expect(privacy).toMatchObject({ level: 'contacts', allowed: [5], denied: [] })
  const user = { _: 'inputUser', userId: 5, accessHash: undefined } as never
  expect(rulesOf(privacy, [user], []).map(({ _ }) => _)).toEqual([
    'inputPrivacyValueAllowUsers',
    'inputPrivacyValueDisallowChatParticipants',
    'inputPrivacyValueAllowCloseFriends',
    'inputPrivacyValueAllowContacts',
    'inputPrivacyValueDisallowAll',
  ])
})

test('without a rule that allows, it is nobody', () => {
  expect(privacyOf([{ _: 'privacyValueDisallowAll' }]).level).toBe('nobody')
  expect(privacyOf([{ _: 'privacyValueAllowAll' }]).level).toBe('everybody')
})
