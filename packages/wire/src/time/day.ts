import type { Moment } from './moment.ts'
import { wallTime } from './zoned.ts'

const DAY = 24 * 60 * 60_000

/** The day (YYYYMMDD) that the calendar of a zone shows at an instant (ISO 8601); `undefined` if it is none. */
export function dayAt(instant: string | undefined, zone: string): string | undefined {
  const at = Date.parse(instant ?? '')
  if (Number.isNaN(at)) return undefined
  const { year, month, day } = wallTime(at, zone)
  return dayOf(Date.UTC(year, month - 1, day))
}

/** So many days before a day, both YYYYMMDD. */
export function daysBefore(day: string, count: number): string {
  return dayOf(utcOf(day) - count * DAY)
}

/**
 * The day that a moment names, seen from a later day or the same: a weekday is the last one, a date without a year the last such
 * date. `undefined` if it names none or no calendar has it.
 */
export function dayNamed({ date, weekday }: Moment, from: string | undefined): string | undefined {
  if (date?.year !== undefined) return dated(date.year, date.month, date.day)
  if (from === undefined) return undefined
  if (date !== undefined) {
    const year = Number(from.slice(0, 4))
    return [year, year - 1].map((one) => dated(one, date.month, date.day)).find((day) => day !== undefined && day <= from)
  }
  if (weekday === undefined) return undefined
  return daysBefore(from, (new Date(utcOf(from)).getUTCDay() - weekday + 7) % 7)
}

function dated(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? dayOf(at.getTime()) : undefined
}

function utcOf(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)))
}

function dayOf(utc: number): string {
  return new Date(utc).toISOString().slice(0, 10).replaceAll('-', '')
}
