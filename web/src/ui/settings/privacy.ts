/** Words for privacy, in the language of the page. */

import type { Level } from '../../model/privacy'
import { t } from '../../state/language.svelte'

const DAY_S = 86_400

export const levelName = (level: Level): string => t(`privacy.level.${level}`)

export function timerName(seconds: number): string {
  return seconds ? t('sessions.inDays', { n: Math.round(seconds / DAY_S) }) : t('privacy.never')
}
