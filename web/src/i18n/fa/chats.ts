import type { chats as en } from '../en/chats'
import type { Translated } from '../types'

export const chats: Translated<typeof en> = {
  'chats.title': 'گفتگوها',
  'chats.empty': 'هنوز گفتگویی نیست',
  'chats.emptyLead': 'دیگران را با نام، نام کاربری یا شمارهٔ تلفن پیدا کنید.',
  'chats.searchPlaceholder': 'جستجوی افراد و گفتگوها',
  'chats.nobody': 'کسی پیدا نشد',
  'chats.you': 'شما',
  'chats.draft': 'پیش‌نویس',
  'chats.saved': 'پیام‌های ذخیره‌شده',
  'chats.deleted': 'حساب حذف‌شده',
  'chats.unread': { other: '{n} پیام نخوانده' },
  'chats.pinned': 'سنجاق‌شده',
  'chats.muted': 'بی‌صدا',
}
