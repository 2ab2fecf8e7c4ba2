/** How long a restriction or an invitation lasts: seconds, 0 for ever. */

const DAY_S = 86_400

export const ENDS = [
  { key: 'members.forEver', seconds: 0 },
  { key: 'members.day', seconds: DAY_S },
  { key: 'members.week', seconds: 7 * DAY_S },
  { key: 'members.month', seconds: 30 * DAY_S },
] as const
