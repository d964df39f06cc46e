/** A wall-clock time somewhere: what the wire gives when it gives no offset. Months count from 1. */
export interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const MINUTE = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** What the clocks of a zone show at an instant. */
export function wallTime(instant: number, zone: string): WallTime {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return { year, month, day, hour, minute, second }
}

/** What a wall-clock time means. */
export interface Zoned {
  /** ISO 8601 in UTC */
  readonly instant: string
  /** the clock goes back and shows the time twice, or forward and never shows it */
  readonly odd?: 'twice' | 'never'
}

/**
 * The instant of a wall-clock time in a zone, with the summer time of that very date. Where the clock goes back and shows the time
 * twice, or forward over it, the later instant, and it says so: an embargo is never lifted early.
 * `undefined` for a time that no calendar has (31 February, 25 o'clock).
 */
export function zonedOf(time: WallTime, zone: string): Zoned | undefined {
  const naive = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
  if (!inCalendar(time, naive)) return undefined
  const offsets = [naive - 36 * 60 * MINUTE, naive + 36 * 60 * MINUTE].map((instant) => offsetAt(instant, zone))
  const candidates = [...new Set(offsets.map((offset) => naive - offset))]
  const real = candidates.filter((instant) => instant + offsetAt(instant, zone) === naive)
  if (real.length === 0) return { instant: isoOf(Math.max(...candidates)), odd: 'never' }
  return { instant: isoOf(Math.max(...real)), ...(real.length > 1 && { odd: 'twice' as const }) }
}

/** The instant alone of `zonedOf`. */
export function instantOf(time: WallTime, zone: string): string | undefined {
  return zonedOf(time, zone)?.instant
}

/** ISO 8601 in UTC, to the second. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}

/** A zone's offset is the same for a whole quarter of an hour; asking the calendar for it is slow. */
const offsets = new Map<string, number>()
const QUARTER = 15 * MINUTE
const MOST_OFFSETS = 10_000

function offsetAt(instant: number, zone: string): number {
  if (zone === 'UTC') return 0
  const quarter = Math.floor(instant / QUARTER)
  const key = `${zone} ${quarter}`
  const offset = offsets.get(key) ?? askedOffset(quarter * QUARTER, zone)
  if (offsets.size >= MOST_OFFSETS) offsets.clear()
  offsets.set(key, offset)
  return offset
}

function askedOffset(instant: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallTime(instant, zone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant
}

function inCalendar(time: WallTime, naive: number): boolean {
  const date = new Date(naive)
  const same = date.getUTCMonth() === time.month - 1 && date.getUTCDate() === time.day
  return same && date.getUTCFullYear() === time.year && time.hour < 24 && time.minute < 60 && time.second < 60
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { ...fields, hourCycle: 'h23', timeZone: zone })
  formats.set(zone, format)
  return format
}
