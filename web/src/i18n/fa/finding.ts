import type { finding as en } from '../en/finding'
import type { Translated } from '../types'

export const finding: Translated<typeof en> = {
  'finding.mine': 'گفتگوها و مخاطبان',
  'finding.others': 'نام‌های عمومی',
  'finding.messages': 'پیام‌ها',
  'finding.nothing': 'چیزی پیدا نشد',
  'finding.more': 'پیام‌های بیشتر',
  'finding.search': 'جستجو در این گفتگو',
  'finding.inChat': 'جستجوی پیام‌ها',
  'finding.nth': '{n} از {count}',
  'finding.older': 'مورد قدیمی‌تر',
  'finding.newer': 'مورد تازه‌تر',
  'finding.toDay': 'رفتن به یک روز',
  'finding.monthBefore': 'ماه پیش',
  'finding.monthAfter': 'ماه بعد',
}
