import type { errors as en } from '../en/errors'
import type { Translated } from '../types'

export const errors: Translated<typeof en> = {
  'errors.other': 'انجام نشد ({reason}). دوباره امتحان کنید.',
  'errors.network': 'کارساز در دسترس نیست. اتصال خود را بررسی کنید.',
  'errors.FLOOD_WAIT': 'بیش از اندازه امتحان کردید. {time} صبر کنید و دوباره امتحان کنید.',
  'errors.PHONE_NUMBER_INVALID': 'این شمارهٔ تلفن درست نیست.',
  'errors.PHONE_NUMBER_BANNED': 'این شماره در این کارساز مسدود است.',
  'errors.PHONE_NUMBER_FLOOD': 'برای این شماره کدهای زیادی خواسته شده است. بعداً امتحان کنید.',
  'errors.PHONE_CODE_INVALID': 'کد درست نیست.',
  'errors.PHONE_CODE_EMPTY': 'کد را وارد کنید.',
  'errors.PHONE_CODE_EXPIRED': 'این کد دیگر معتبر نیست. کد تازه‌ای بخواهید.',
  'errors.PASSWORD_HASH_INVALID': 'رمز درست نیست.',
  'errors.FIRSTNAME_INVALID': 'نام خود را وارد کنید.',
  'errors.PHONE_NUMBER_UNOCCUPIED': 'حسابی با این شماره نیست و این کارساز حساب تازه نمی‌پذیرد.',
  'errors.MESSAGE_TOO_LONG': 'پیام بیش از اندازه بلند است.',
  'errors.USER_IS_BLOCKED': 'نمی‌توانید به این شخص پیام بدهید.',
  'errors.PEER_FLOOD': 'امروز به افراد تازهٔ زیادی پیام داده‌اید. فردا امتحان کنید.',
  'errors.USERNAME_INVALID': 'این نام کاربری را نمی‌شود برگزید.',
  'errors.USERNAME_OCCUPIED': 'این نام کاربری گرفته شده است.',
  'errors.FRESH_RESET_AUTHORISATION_FORBIDDEN':
    'این دستگاه تازه وارد شده است: یک روز دیگر می‌تواند به نشست‌های دیگر پایان دهد.',
  'errors.CODE_INVALID': 'کد درست نیست.',
  'errors.EMAIL_INVALID': 'این نشانی ایمیل درست نیست.',
  'errors.EMAIL_HASH_EXPIRED': 'این کد دیگر معتبر نیست. کد تازه‌ای بخواهید.',
  'errors.PASSWORD_RECOVERY_NA': 'برای این رمز ایمیل بازیابی نیست.',
  'errors.NEW_SETTINGS_INVALID': 'رمز را نمی‌شود این‌گونه گذاشت.',
  'errors.AUTH_TOKEN_INVALID': 'این پیوندِ ورود نیست.',
  'errors.AUTH_TOKEN_EXPIRED': 'این پیوند دیگر معتبر نیست. دستگاه دیگر پیوند تازه‌ای نشان می‌دهد.',
  'errors.AUTH_TOKEN_ALREADY_ACCEPTED': 'این پیوند پیش‌تر به کار رفته است.',
}
