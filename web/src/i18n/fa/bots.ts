import type { bots as en } from '../en/bots'
import type { Translated } from '../types'

export const bots: Translated<typeof en> = {
  'bots.buttons': 'دکمه‌های ربات',
  'bots.keys': 'صفحه‌کلید ربات',
  'bots.start': 'شروع',
  'bots.says': 'ربات می‌گوید',
  'bots.ok': 'باشد',
  'bots.open': 'این صفحه باز شود؟',
  'bots.openIt': 'باز کردن',
  'bots.elsewhere': 'کار این دکمه فعلاً تنها از برنامه‌های دیگر برمی‌آید.',
}
