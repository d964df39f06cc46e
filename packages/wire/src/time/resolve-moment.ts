import type { Moment } from './moment.ts'
import { type WallTime, wallTime, type Zoned, zonedOf } from './zoned.ts'

export interface Reference {
  /** for times that name no zone */
  readonly zone: string
  /** an instant near the moment (ISO 8601): when the article was sent or arrived */
  readonly reference: string | undefined
  /** a time without a date is on the reference's day; else it is the next such time after the reference */
  readonly sameDay?: boolean
}

export interface Resolved extends Zoned {
  /** the line did not give the whole date */
  readonly guessed: boolean
}

/** Why a moment has no instant, in words that end a sentence. */
export interface Unresolved {
  readonly why: string
}

type Day = Pick<WallTime, 'year' | 'month' | 'day'>

const DAY = 24 * 60 * 60_000
const NEAR = 60 * DAY

/** The instant that a line means, or why it means none: it says too little, or something that we do not understand. */
export function resolveMoment(moment: Moment, { zone: own, reference, sameDay }: Reference): Resolved | Unresolved {
  const { date, time, weekday } = moment
  if (moment.rest !== '') return { why: `“${moment.rest}” is not understood` }
  if (time === undefined) return { why: 'it gives no time of day' }
  const zone = moment.zone ?? own
  const at = (day: Day) => zonedOf({ ...day, ...time }, zone)
  if (date?.year !== undefined) return dated(at({ ...date, year: date.year }), { ...date, year: date.year }, weekday, false)
  const now = Date.parse(reference ?? '')
  if (Number.isNaN(now)) return { why: 'it does not give the whole date, and when the text was sent is not known' }
  if (date !== undefined) return nearest(now, zone, date, at, weekday)
  const days = daysFrom(wallTime(now, zone), sameDay ? 1 : 9).filter((day) => weekday === undefined || weekdayOf(day) === weekday)
  const found = days.map(at).find((one) => one !== undefined && (sameDay || Date.parse(one.instant) >= now))
  return found === undefined ? { why: 'no such time comes in the days after the text was sent' } : { ...found, guessed: true }
}

/** A date without a year is the one nearest to the reference; one that is far from it is not guessed. */
function nearest(now: number, zone: string, date: Omit<Day, 'year'>, at: (day: Day) => Zoned | undefined, weekday: number | undefined) {
  const { year } = wallTime(now, zone)
  const distance = (zoned: Zoned) => Math.abs(Date.parse(zoned.instant) - now)
  const all = [year - 1, year, year + 1].flatMap((one) => {
    const zoned = at({ ...date, year: one })
    return zoned ? [{ zoned, day: { ...date, year: one } }] : []
  })
  const found = all.sort((a, b) => distance(a.zoned) - distance(b.zoned)).find(({ zoned }) => distance(zoned) <= NEAR)
  if (all.length > 0 && found === undefined) return { why: 'its date has no year and is far from the day on which the text was sent' }
  return dated(found?.zoned, found?.day, weekday, true)
}

/** A weekday that does not fall on the date means that one of them is wrong. */
function dated(zoned: Zoned | undefined, day: Day | undefined, weekday: number | undefined, guessed: boolean): Resolved | Unresolved {
  if (zoned === undefined || day === undefined) return { why: 'no calendar has this date and time' }
  return weekday === undefined || weekday === weekdayOf(day) ? { ...zoned, guessed } : { why: 'its weekday does not fall on its date' }
}

/** Days of the calendar: a step of 24 hours may pass over one on which the clock goes forward. */
function daysFrom({ year, month, day }: Day, count: number): readonly Day[] {
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(Date.UTC(year, month - 1, day + index))
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
  })
}

function weekdayOf({ year, month, day }: Day): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}
