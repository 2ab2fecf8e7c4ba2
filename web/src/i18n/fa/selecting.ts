import type { selecting as en } from '../en/selecting'
import type { Translated } from '../types'

export const selecting: Translated<typeof en> = {
  'select.start': 'انتخاب',
  'select.bar': 'پیام‌های انتخاب‌شده',
  'select.chosen': { other: '{n} پیام انتخاب شده' },
  'select.none': 'لغو انتخاب',
  'select.one': 'انتخاب این پیام',
  'select.copied': 'رونوشت برداشته شد',
  'select.most': 'هر بار حداکثر {n} پیام را می‌شود انتخاب کرد',
}
