import type { folders as en } from '../en/folders'
import type { Translated } from '../types'

export const folders: Translated<typeof en> = {
  'folders.title': 'پوشه‌ها',
  'folders.all': 'همه',
  'folders.new': 'پوشهٔ تازه',
  'folders.edit': 'ویرایش پوشه',
  'folders.name': 'نام پوشه',
  'folders.save': 'ذخیره',
  'folders.remove': 'حذف پوشه',
  'folders.empty': 'گفتگویی در این پوشه نیست',
  'folders.contacts': 'همهٔ مخاطبان',
  'folders.nonContacts': 'همهٔ افراد دیگر',
  'folders.groups': 'همهٔ گروه‌ها',
  'folders.broadcasts': 'همهٔ کانال‌ها',
  'folders.bots': 'همهٔ ربات‌ها',
}
