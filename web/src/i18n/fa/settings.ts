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
}
