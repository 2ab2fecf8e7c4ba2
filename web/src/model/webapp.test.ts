import { expect, test } from 'vitest'
import { buttonOf, NO_BUTTON, popupOf, saidIn } from './webapp'

test('what a page says is read, and what is none of it is not', () => {
  const said = JSON.stringify({ eventType: 'web_app_ready', eventData: '{"a":1}' })
  expect(saidIn(said)).toEqual({ type: 'web_app_ready', data: { a: 1 } })
  expect(saidIn('{"eventType":"x"}')).toEqual({ type: 'x', data: {} })
  for (const other of [1, '', '{', '[]', 'null', '{"eventType":1}', { eventType: 'x' }]) {
    expect(saidIn(other)).toBeUndefined()
  }
})

test('a button keeps what is not said of it', () => {
  const shown = buttonOf({ is_visible: true, text: 'بفرست' }, NO_BUTTON)
  expect(shown).toEqual({ shown: true, active: true, busy: false, text: 'بفرست' })
  expect(buttonOf({ is_active: false, text: 5 }, shown)).toEqual({ ...shown, active: false })
})

test('a popup has words for buttons without any, and at least one button', () => {
  const words = { ok: 'OK', cancel: 'Cancel' }
  const buttons = [
    { id: 'a', type: 'destructive', text: 'Delete' },
    { id: 'b', type: 'cancel' },
    null,
  ]
  const popup = popupOf({ title: 'T', message: 'M', buttons }, words)
  expect(popup.buttons).toEqual([
    { id: 'a', text: 'Delete', danger: true },
    { id: 'b', text: 'Cancel', danger: false },
  ])
  expect(popupOf({}, words).buttons).toEqual([{ id: '', text: 'OK', danger: false }])
})
