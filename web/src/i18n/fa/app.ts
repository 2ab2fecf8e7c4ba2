import type { app as en } from '../en/app'
import type { Translated } from '../types'

export const app: Translated<typeof en> = {
  'app.name': 'هدهد',
  'app.back': 'بازگشت',
  'app.close': 'بستن',
  'app.cancel': 'انصراف',
  'app.undo': 'برگرداندن',
  'app.retry': 'دوباره امتحان کنید',
  'app.more': 'بیشتر',
  'app.search': 'جستجو',
  'app.menu': 'فهرست',
  'app.connecting': 'در حال اتصال…',
  'app.updating': 'در حال به‌روزرسانی…',
  'app.offline': 'در انتظار شبکه…',
  'app.starting': 'در حال باز شدن…',
  'app.cannotStart':
    'هدهد اینجا باز نشد. صفحه را دوباره بارگذاری کنید؛ اگر باز نشد، به گردانندهٔ این کارساز خبر بدهید.',
  'app.newVersion': 'نسخهٔ تازه آمده است: بازش کنید',
  'outbox.waiting': { one: '{n} پیام در انتظار شبکه است', other: '{n} پیام در انتظار شبکه است' },
  'app.pickChat': 'گفتگویی را انتخاب کنید و حرف بزنید',
}
