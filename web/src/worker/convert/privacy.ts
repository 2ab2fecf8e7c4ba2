/** Rules of privacy of the API ↔ levels and exceptions. */

import type { tl } from '@mtcute/core'
import type { OtherRules, Privacy, PrivacyKey } from '../../model/privacy'

const KEYS: Record<PrivacyKey, tl.TypeInputPrivacyKey['_']> = {
  phone: 'inputPrivacyKeyPhoneNumber',
  addedByPhone: 'inputPrivacyKeyAddedByPhone',
  status: 'inputPrivacyKeyStatusTimestamp',
  photo: 'inputPrivacyKeyProfilePhoto',
  about: 'inputPrivacyKeyAbout',
  birthday: 'inputPrivacyKeyBirthday',
  forwards: 'inputPrivacyKeyForwards',
  invites: 'inputPrivacyKeyChatInvite',
  voice: 'inputPrivacyKeyVoiceMessages',
  calls: 'inputPrivacyKeyPhoneCall',
  callsDirect: 'inputPrivacyKeyPhoneP2P',
  music: 'inputPrivacyKeySavedMusic',
}

export function privacyKey(key: PrivacyKey): tl.TypeInputPrivacyKey {
  return { _: KEYS[key] }
}

export function privacyOf(rules: tl.TypePrivacyRule[]): Privacy {
  const others: OtherRules = { allowedChats: [], deniedChats: [], kinds: [] }
  const privacy: Privacy = { level: 'nobody', allowed: [], denied: [], others }
  for (const rule of rules) {
    switch (rule._) {
      case 'privacyValueAllowAll':
        privacy.level = 'everybody'
        break
      case 'privacyValueAllowContacts':
        privacy.level = 'contacts'
        break
      case 'privacyValueAllowUsers':
        privacy.allowed.push(...rule.users)
        break
      case 'privacyValueDisallowUsers':
        privacy.denied.push(...rule.users)
        break
      case 'privacyValueAllowChatParticipants':
        others.allowedChats.push(...rule.chats)
        break
      case 'privacyValueDisallowChatParticipants':
        others.deniedChats.push(...rule.chats)
        break
      case 'privacyValueAllowCloseFriends':
        others.kinds.push('AllowCloseFriends')
        break
      case 'privacyValueAllowPremium':
        others.kinds.push('AllowPremium')
        break
      case 'privacyValueAllowBots':
        others.kinds.push('AllowBots')
        break
      case 'privacyValueDisallowBots':
        others.kinds.push('DisallowBots')
        break
    }
  }
  return privacy
}

export function rulesOf(
  { level, others }: Privacy,
  allowed: tl.TypeInputUser[],
  denied: tl.TypeInputUser[],
): tl.TypeInputPrivacyRule[] {
  const rules: tl.TypeInputPrivacyRule[] = []
  if (allowed.length) rules.push({ _: 'inputPrivacyValueAllowUsers', users: allowed })
  if (denied.length) rules.push({ _: 'inputPrivacyValueDisallowUsers', users: denied })
  const { allowedChats, deniedChats } = others
  if (allowedChats.length)
    rules.push({ _: 'inputPrivacyValueAllowChatParticipants', chats: allowedChats })
  if (deniedChats.length)
    rules.push({ _: 'inputPrivacyValueDisallowChatParticipants', chats: deniedChats })
  for (const kind of others.kinds) rules.push({ _: `inputPrivacyValue${kind}` })
  if (level === 'everybody') return [...rules, { _: 'inputPrivacyValueAllowAll' }]
  if (level === 'contacts') rules.push({ _: 'inputPrivacyValueAllowContacts' })
  return [...rules, { _: 'inputPrivacyValueDisallowAll' }]
}
