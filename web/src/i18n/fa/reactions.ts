import type { reactions as en } from '../en/reactions'
import type { Translated } from '../types'

export const reactions: Translated<typeof en> = {
  'reactions.give': 'واکنش {emoji}',
  'reactions.count': { other: '{emoji}، {n} واکنش' },
  'reactions.more': 'واکنش‌های بیشتر',
  'reactions.all': 'همه',
  'reactions.bar': 'واکنش‌ها',
  'reactions.custom': 'ایموجی سفارشی',
}
