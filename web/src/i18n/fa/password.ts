import type { password as en } from '../en/password'
import type { Translated } from '../types'

export const password: Translated<typeof en> = {
  'password.title': 'رمز دومرحله‌ای',
  'password.lead':
    'هر کس وارد حساب شما شود، جز کد ورود باید این رمز را هم بداند. رمز از دستگاهتان بیرون نمی‌رود: کارساز تنها چیزی را نگه می‌دارد که آن را اثبات می‌کند.',
  'password.isSet': 'رمز روشن است',
  'password.set': 'گذاشتن رمز',
  'password.change': 'تغییر رمز',
  'password.remove': 'برداشتن رمز',
  'password.removeLead': 'پس از آن، برای ورود تنها کد کافی است.',
  'password.removed': 'دیگر رمزی نیست',
  'password.old': 'رمز کنونی',
  'password.fresh': 'رمز تازه',
  'password.again': 'رمز تازه، یک بار دیگر',
  'password.hint': 'راهنما (اختیاری): هر کس وارد شود آن را می‌بیند',
  'password.email': 'ایمیل بازیابی',
  'password.emailOptional': 'ایمیل بازیابی (اختیاری)',
  'password.emailNote':
    'اگر رمز را فراموش کنید کدی به آن فرستاده می‌شود. بدون آن باید یک هفته صبر کنید.',
  'password.emailSet': 'اگر فراموشش کنید، کدی به ایمیل بازیابی‌تان فرستاده می‌شود.',
  'password.emailMissing': 'ایمیل بازیابی نیست: اگر رمز را فراموش کنید باید یک هفته صبر کنید.',
  'password.emailConfirmed': 'ایمیل بازیابی تأیید شد',
  'password.emailDropped': 'نشانی کنار گذاشته شد',
  'password.codeTitle': 'تأیید ایمیل بازیابی',
  'password.codeLead': 'کدی را وارد کنید که فرستاده شد به',
  'password.code': 'کد ایمیل',
  'password.confirm': 'تأیید',
  'password.resend': 'دوباره بفرست',
  'password.resent': 'دوباره فرستاده شد',
  'password.drop': 'کنار بگذار',
  'password.forgotten': 'رمز را فراموش کرده‌ام',
  'password.sendCode': 'فرستادن کد',
  'password.byEmail': 'کدی به ایمیل بازیابی‌تان فرستاده می‌شود و با آن رمز برداشته می‌شود.',
  'password.byWaiting':
    'ایمیل بازیابی نیست. درخواست کنید رمز برداشته شود: یک هفته بعد انجام می‌شود و تا آن هنگام از هر دستگاهتان می‌توانید جلویش را بگیرید.',
  'password.resetAsk': 'یک هفته بعد بردار',
  'password.resetOn': 'رمز را می‌شود در {time} برداشت',
  'password.resetOther':
    'اگر شما نخواسته‌اید، جلویش را بگیرید و به نشست‌هایی که نمی‌شناسید پایان دهید.',
  'password.resetCancel': 'رمز بماند',
  'password.resetTooSoon': 'اندکی پیش نگهش داشتید: پس از {time} دوباره بخواهید.',
  'password.signInForgotten': 'رمز را فراموش کرده‌اید؟',
  'password.signInNoEmail':
    'ایمیل بازیابی نیست. در دستگاهی که وارد شده‌اید به «تنظیمات»، «رمز دومرحله‌ای» بروید.',
  'password.signInLead': 'رمز برداشته می‌شود و وارد می‌شوید.',
  'password.flaw.empty': 'رمزی بنویسید.',
  'password.flaw.different': 'این دو یکی نیستند.',
  'password.flaw.hint': 'راهنما رمز را لو می‌دهد.',
  'password.flaw.email': 'این نشانی ایمیل درست نیست.',
}
