/** What a topic is called here, and what one may do with it. */

import type { Peer } from '../../model/peer'
import { isAllowed, mayDo } from '../../model/right'
import { GENERAL, type Thread } from '../../model/thread'
import { t } from '../../state/language.svelte'

/** The general topic has a name in each language until somebody gives it one. */
export function topicName({ top, topic }: Thread): string {
  const title = topic?.title ?? ''
  return top === GENERAL && title === 'General' ? t('topics.general') : title
}

export function mayManage(peer: Peer | undefined, { topic }: Thread): boolean {
  return mayDo(peer?.standing, 'manageTopics') || topic?.mine === true
}

export function mayBegin(peer: Peer | undefined): boolean {
  return mayDo(peer?.standing, 'manageTopics') || isAllowed(peer?.standing, 'manageTopics')
}
