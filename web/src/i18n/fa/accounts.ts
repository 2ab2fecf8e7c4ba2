import type { accounts as en } from '../en/accounts'
import type { Translated } from '../types'

export const accounts: Translated<typeof en> = {
  'accounts.title': 'حساب‌های دیگر در این مرورگر',
  'accounts.add': 'افزودن حساب',
  'accounts.unread': { other: '{n} گفتگوی نخوانده' },
  'accounts.show': 'دیدن {name}',
  'accounts.back': 'بازگشت به {name}',
}
