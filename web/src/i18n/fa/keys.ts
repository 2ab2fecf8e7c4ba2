import type { keys as en } from '../en/keys'
import type { Translated } from '../types'

export const keys: Translated<typeof en> = {
  'keys.title': 'میان‌برهای صفحه‌کلید',
  'keys.skip': 'رفتن به گفتگو',
  'keys.told': 'پیام‌های تازه',
  'keys.anywhere': 'همه‌جا',
  'keys.search': 'جستجوی گفتگوها و آدم‌ها',
  'keys.above': 'گفتگوی بالایی',
  'keys.below': 'گفتگوی پایینی',
  'keys.out': 'بستن یا بازگشت',
  'keys.sheet': 'همین میان‌برها؛ با «؟» هم، وقتی در حال نوشتن نیستید',
  'keys.inChat': 'در گفتگو',
  'keys.find': 'جستجو در همین گفتگو',
  'keys.send': 'فرستادن',
  'keys.newLine': 'سطر تازه',
  'keys.editLast': 'ویرایش آخرین پیام شما، وقتی چیزی ننوشته‌اید',
  'keys.format': 'روی متن انتخاب‌شده',
  'keys.inList': 'در فهرست گفتگوها',
  'keys.walk': 'گشتن میان گفتگوها',
  'keys.menu': 'کارهای مربوط به یک گفتگو',
}
