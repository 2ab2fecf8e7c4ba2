/** The pages of the settings, in groups as their index shows them: each is loaded when it is opened. */

import type { Component } from 'svelte'
import type { Key } from '../../i18n/en'
import type { IconName } from '../kit/icons'

export interface SettingsPage {
  /** Its part of the address. */
  name: string
  icon: IconName
  title: Key
  load: () => Promise<{ default: Component }>
}

export const PAGES: SettingsPage[][] = [
  [
    {
      name: 'notifications',
      icon: 'sound',
      title: 'notify.title',
      load: () => import('./Notifications.svelte'),
    },
    {
      name: 'sessions',
      icon: 'devices',
      title: 'sessions.title',
      load: () => import('./Sessions.svelte'),
    },
    {
      name: 'privacy',
      icon: 'lock',
      title: 'privacy.title',
      load: () => import('./Privacy.svelte'),
    },
    {
      name: 'password',
      icon: 'key',
      title: 'password.title',
      load: () => import('./Password.svelte'),
    },
    {
      name: 'keys',
      icon: 'keyboard',
      title: 'keys.title',
      load: () => import('./Keys.svelte'),
    },
  ],
]

/** Opened from the head of the index. */
export const PROFILE: SettingsPage = {
  name: 'profile',
  icon: 'edit',
  title: 'me.title',
  load: () => import('./Profile.svelte'),
}

export function pageOf(name: string): SettingsPage | undefined {
  return [PROFILE, ...PAGES.flat()].find((page) => page.name === name)
}
