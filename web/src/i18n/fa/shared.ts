import type { shared as en } from '../en/shared'
import type { Translated } from '../types'

export const shared: Translated<typeof en> = {
  'shared.title': 'فرستاده‌شده در این گفتگو',
  'shared.pictures': 'عکس و ویدیو',
  'shared.files': 'فایل‌ها',
  'shared.links': 'پیوندها',
  'shared.music': 'آهنگ‌ها',
  'shared.voices': 'صداها',
  'shared.gifs': 'گیف‌ها',
  'shared.toMessage': 'نمایش در گفتگو',
}
