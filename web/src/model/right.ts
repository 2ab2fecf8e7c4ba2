/** What somebody may do in a group or a channel. */

/** What members may do unless it is taken from them. */
export const PERMISSIONS = [
  'sendPlain',
  'sendPhotos',
  'sendVideos',
  'sendRoundvideos',
  'sendAudios',
  'sendVoices',
  'sendDocs',
  'sendStickers',
  'sendPolls',
  'embedLinks',
  'inviteUsers',
  'pinMessages',
  'changeInfo',
  'manageTopics',
] as const

export type Permission = (typeof PERMISSIONS)[number]

/** What admins may do. */
export const DUTIES = [
  'changeInfo',
  'postMessages',
  'editMessages',
  'deleteMessages',
  'banUsers',
  'inviteUsers',
  'pinMessages',
  'manageTopics',
  'postStories',
  'editStories',
  'deleteStories',
  'addAdmins',
  'anonymous',
] as const

export type Duty = (typeof DUTIES)[number]

const IN_CHANNELS: Duty[] = [
  'changeInfo',
  'postMessages',
  'editMessages',
  'deleteMessages',
  'inviteUsers',
  'banUsers',
  'postStories',
  'editStories',
  'deleteStories',
  'addAdmins',
]
const NOT_IN_GROUPS: Duty[] = ['postMessages', 'editMessages']

/** What an admin can be given in a channel, or in a group. */
export function dutiesOf(broadcast: boolean): Duty[] {
  if (broadcast) return IN_CHANNELS
  return DUTIES.filter((duty) => !NOT_IN_GROUPS.includes(duty))
}

/** What a member may do: what the room allows less what is taken from them. */
export interface Standing {
  creator?: boolean
  /** Set for those who are no members. */
  left?: boolean
  duties?: Duty[]
  denied?: Permission[]
}

export function mayDo(standing: Standing | undefined, duty: Duty): boolean {
  return Boolean(standing?.creator || standing?.duties?.includes(duty))
}

export function isAdmin(standing: Standing | undefined): boolean {
  return Boolean(standing?.creator || standing?.duties?.length)
}

/** Admins may what is taken from the others. */
export function isAllowed(standing: Standing | undefined, permission: Permission): boolean {
  if (standing?.left) return false
  if (
    permission === 'changeInfo' ||
    permission === 'pinMessages' ||
    permission === 'inviteUsers' ||
    permission === 'manageTopics'
  ) {
    if (mayDo(standing, permission)) return true
  } else if (isAdmin(standing)) return true
  return !standing?.denied?.includes(permission)
}
