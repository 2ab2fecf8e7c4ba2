/** Months of a calendar, by the days that they have; the reader's own time zone. */

export type Calendar = 'persian' | 'gregory'

export interface Month {
  /** The noon of each of its days. */
  days: Date[]
  /** How many cells of the first week are before it. */
  before: number
}

/** Saturday for the Persian calendar, Monday for the other. */
const FIRST: Record<Calendar, number> = { persian: 6, gregory: 1 }

const formats = new Map<Calendar, Intl.DateTimeFormat>()

/** Which day of its month a date is. */
function dayOf(date: Date, calendar: Calendar): number {
  let format = formats.get(calendar)
  if (!format) {
    format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { day: 'numeric' })
    formats.set(calendar, format)
  }
  return Number.parseInt(format.format(date), 10)
}

function moved(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 12)
}

/** The month that a date is in. */
export function monthOf(date: Date, calendar: Calendar): Month {
  const first = moved(date, 1 - dayOf(date, calendar))
  const days = [first]
  for (let next = moved(first, 1); dayOf(next, calendar) !== 1; next = moved(next, 1)) {
    days.push(next)
  }
  return { days, before: (first.getDay() - FIRST[calendar] + 7) % 7 }
}

/** The first day of the month before (-1) or after (1). */
export function monthBeside({ days }: Month, step: 1 | -1): Date {
  return moved((step > 0 ? days.at(-1) : days[0]) as Date, step)
}

/** A week of days, for their names. */
export function weekOf(calendar: Calendar): Date[] {
  const sunday = new Date(2023, 0, 1, 12)
  return Array.from({ length: 7 }, (_, at) => moved(sunday, FIRST[calendar] + at))
}

/** When a day begins: seconds since 1970. */
export function beginOf(day: Date): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime() / 1000
}
