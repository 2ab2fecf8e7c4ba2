/** Puts theme and text size on the page, and keeps them there as they change. */

import { settings } from '../../state/settings.svelte'

const BAR = { light: '#ffffff', dark: '#151d1c' }

export function applyTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  let systemDark = $state(dark.matches)
  dark.addEventListener('change', () => {
    systemDark = dark.matches
  })
  $effect.pre(() => {
    const system = systemDark ? 'dark' : 'light'
    const theme = settings.theme === 'system' ? system : settings.theme
    const root = document.documentElement
    root.dataset.theme = theme
    root.style.setProperty('--text-size', String(settings.textSize))
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', BAR[theme])
  })
}
