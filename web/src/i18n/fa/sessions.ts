import type { sessions as en } from '../en/sessions'
import type { Translated } from '../types'

export const sessions: Translated<typeof en> = {
  'sessions.title': 'دستگاه‌ها',
  'sessions.this': 'همین دستگاه',
  'sessions.others': 'دستگاه‌های دیگر',
  'sessions.none': 'جای دیگری وارد نشده‌اید.',
  'sessions.online': 'هم‌اکنون',
  'sessions.end': 'پایان',
  'sessions.endSure': 'نشست {device} پایان یابد؟ باید دوباره وارد شود.',
  'sessions.endOthers': 'پایان دادن به همهٔ نشست‌های دیگر',
  'sessions.endOthersSure':
    'همهٔ نشست‌ها جز این یکی پایان یابد؟ دستگاه‌های دیگر باید دوباره وارد شوند.',
  'sessions.ended': 'پایان یافت',
  'sessions.days': 'نشست‌هایی که به کار نمی‌روند پایان می‌یابند پس از',
  'sessions.inDays': { one: '{n} روز', other: '{n} روز' },
  'sessions.unknown': 'دستگاه ناشناس',
}
