import type { stickers as en } from '../en/stickers'
import type { Translated } from '../types'

export const stickers: Translated<typeof en> = {
  'pick.title': 'شکلک، برچسب و گیف',
  'pick.emoji': 'شکلک',
  'pick.stickers': 'برچسب',
  'pick.gifs': 'گیف',
  'stickers.recent': 'تازه‌ترین‌ها',
  'stickers.favourite': 'برگزیده‌ها',
  'stickers.search': 'یک شکلک، یا نام بسته',
  'stickers.found': 'یافته‌ها',
  'stickers.none': 'هنوز برچسبی نیست. با زدن روی برچسبی در گفتگو بستهٔ آن را می‌بینید.',
  'stickers.notFound': 'برچسبی با این نام نیست',
  'stickers.noGifs': 'هنوز گیفی نیست. از فهرست گیفی در گفتگو آن را نگه دارید.',
  'stickers.send': 'فرستادن برچسب {emoji}',
  'stickers.sendGif': 'فرستادن گیف',
  'stickers.open': 'بستهٔ این برچسب',
  'stickers.count': { other: '{n} برچسب' },
  'stickers.add': 'افزودن بسته',
  'stickers.remove': 'برداشتن بسته',
  'stickers.favour': 'افزودن به برگزیده‌ها',
  'stickers.unfavour': 'برداشتن از برگزیده‌ها',
  'stickers.saveGif': 'نگه داشتن گیف',
  'stickers.dropGif': 'برداشتن گیف',
  'stickers.saved': 'نگه داشته شد',
  'stickers.hints': 'برچسب‌های این شکلک',
}
