import type { settings as en } from '../en/settings'
import type { Translated } from '../types'

export const settings: Translated<typeof en> = {
  'settings.title': 'تنظیمات',
  'settings.language': 'زبان',
  'settings.theme': 'پوسته',
  'settings.theme.system': 'مانند دستگاه',
  'settings.theme.light': 'روشن',
  'settings.theme.dark': 'تیره',
  'settings.textSize': 'اندازهٔ متن',
  'settings.logOut': 'خروج از حساب',
  'settings.logOutSure': 'از حساب در این دستگاه خارج می‌شوید؟ گفتگوهایتان در کارساز می‌ماند.',
  'settings.link': 'پیوند دادن دستگاه',
  'settings.linkLead':
    'در دستگاه دیگر هدهد را باز کنید و «ورود با کد QR» را بزنید. کد را با دوربین بخوانید یا پیوندش را اینجا بگذارید.',
  'settings.linkField': 'پیوند دستگاه دیگر',
  'settings.linkScan': 'خواندن با دوربین',
  'settings.linkDo': 'پیوند دادن',
  'settings.linked': '{device} اکنون وارد شده است.',
  'notify.title': 'اعلان\u200cها',
  'notify.show': 'نمایش اعلان پیام\u200cهای تازه',
  'notify.preview': 'نمایش متن پیام',
  'notify.new': 'پیام تازه',
  'notify.how':
    'اعلان تا وقتی می\u200cآید که هدهد در زبانه\u200cای باز باشد یا به\u200cصورت برنامهٔ نصب\u200cشده اجرا شود. وقتی بسته باشد چیزی نمی\u200cآید: از هیچ سرویس دیگری برای بیدار کردن مرورگر کمک نمی\u200cگیریم. گفتگوهای بی\u200cصدا ساکت می\u200cمانند، جز وقتی از شما نام ببرند.',
  'notify.denied':
    'به این مرورگر گفته شده که اعلان\u200cهای این صفحه را نشان ندهد. در تنظیمات مرورگر می\u200cتوانید تغییرش دهید.',
  'notify.without':
    'این مرورگر برای این صفحه اعلانی نشان نمی\u200cدهد. صفحه\u200cهایی که با HTTPS باز شوند می\u200cتوانند.',
}
