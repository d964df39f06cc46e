import type { Moment } from './moment.ts'
import { instantOf, type WallTime, wallTime } from './zoned.ts'

export interface Reference {
  /** for times that name no zone */
  readonly zone: string
  /** an instant near the moment (ISO 8601): when the article was sent or arrived */
  readonly reference: string | undefined
  /** a time without a date is on the reference's day; else it is the next such time after the reference */
  readonly sameDay?: boolean
}

export interface Resolved {
  readonly instant: string
  /** the line did not give the whole date */
  readonly guessed: boolean
}

const DAY = 24 * 60 * 60_000
const NEAR = 60 * DAY

/** The instant that a line means, or `undefined` if it leaves out more than the reference can give. */
export function resolveMoment(moment: Moment, { zone, reference, sameDay }: Reference): Resolved | undefined {
  const { date, time, weekday } = moment
  if (time === undefined || moment.rest !== '') return undefined
  const at = (day: Pick<WallTime, 'year' | 'month' | 'day'>) => instantOf({ ...day, ...time }, moment.zone ?? zone)
  if (date?.year !== undefined) return agreed(at({ ...date, year: date.year }), weekday, zone, false)
  if (reference === undefined || Number.isNaN(Date.parse(reference))) return undefined
  const now = Date.parse(reference)
  if (date !== undefined)
    return agreed(
      nearest(now, zone, (year) => at({ ...date, year })),
      weekday,
      zone,
      true,
    )
  const days = Array.from({ length: sameDay ? 1 : 9 }, (_, index) => wallTime(now + index * DAY, zone))
  const fits = (day: WallTime) => weekday === undefined || new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() === weekday
  const instants = days.filter(fits).map(at)
  const instant = instants.find((one) => one !== undefined && (sameDay || Date.parse(one) >= now))
  return instant === undefined ? undefined : { instant, guessed: true }
}

/** A date without a year is the one nearest to the reference; one that is far from it is not guessed. */
function nearest(now: number, zone: string, at: (year: number) => string | undefined): string | undefined {
  const { year } = wallTime(now, zone)
  const all = [year - 1, year, year + 1].flatMap((one) => at(one) ?? [])
  return all
    .sort((a, b) => Math.abs(Date.parse(a) - now) - Math.abs(Date.parse(b) - now))
    .find((one) => Math.abs(Date.parse(one) - now) <= NEAR)
}

/** A weekday that does not fall on the date means that one of them is wrong. */
function agreed(instant: string | undefined, weekday: number | undefined, zone: string, guessed: boolean): Resolved | undefined {
  if (instant === undefined) return undefined
  const { year, month, day } = wallTime(Date.parse(instant), zone)
  const actual = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  return weekday === undefined || weekday === actual ? { instant, guessed } : undefined
}
