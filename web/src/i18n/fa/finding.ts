import type { finding as en } from '../en/finding'
import type { Translated } from '../types'

export const finding: Translated<typeof en> = {
  'finding.mine': 'گفتگوها و مخاطبان',
  'finding.others': 'نام‌های عمومی',
  'finding.messages': 'پیام‌ها',
  'finding.nothing': 'چیزی پیدا نشد',
  'finding.more': 'پیام‌های بیشتر',
}
