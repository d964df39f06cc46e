import { isoOf, type Zoned, zonedOf } from './zoned.ts'

/** Basic or extended ISO 8601: `20180915T150412+0200`, `2027-04-11T18:22:17+02:00`, `20180325T060029` (no offset). */
const STAMP = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?$/i

/** The instant of a stamp in UTC; one without an offset is read in the zone. `undefined` if it is not a stamp. */
export function zonedOfStamp(stamp: string | undefined, zone: string): Zoned | undefined {
  const match = STAMP.exec(stamp?.trim() ?? '')
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => Number(part ?? 0))
  const local = zonedOf({ year, month, day, hour, minute, second }, match[7] === undefined ? zone : 'UTC')
  return local && match[7] !== undefined ? { instant: isoOf(Date.parse(local.instant) - offsetOf(match[7])) } : local
}

/** The instant alone of `zonedOfStamp`. */
export function instantOfStamp(stamp: string | undefined, zone: string): string | undefined {
  return zonedOfStamp(stamp, zone)?.instant
}

function offsetOf(text: string): number {
  if (/z/i.test(text)) return 0
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(3).replace(':', '') || 0)]
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
