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
  'bots.via': 'از راه {name}',
  'bots.offers': 'پیشنهادهای {name}',
  'bots.nothing': 'چیزی پیدا نشد.',
  'bots.more': 'بیشتر',
  'bots.page': 'صفحهٔ {name}',
  'bots.pageAsk':
    '{name} صفحه‌ای از خود باز می‌کند ({host}). نام و شناسهٔ شما در هدهد و کارهایتان در آن صفحه را می‌بیند.',
  'bots.pageLeave': 'آنچه هنوز نفرستاده‌اید از دست می‌رود.',
  'bots.pageStay': 'ماندن',
}
