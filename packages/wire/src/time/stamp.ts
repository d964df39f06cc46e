import { instantOf, isoOf } from './zoned.ts'

/** Basic or extended ISO 8601: `20180915T150412+0200`, `2027-04-11T18:22:17+02:00`, `20180325T060029` (no offset). */
const STAMP = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?$/i

/** The instant of a stamp in UTC; one without an offset is read in the zone. `undefined` if it is not a stamp. */
export function instantOfStamp(stamp: string | undefined, zone: string): string | undefined {
  const match = STAMP.exec(stamp?.trim() ?? '')
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => Number(part ?? 0))
  const wall = { year, month, day, hour, minute, second }
  const local = instantOf(wall, match[7] === undefined ? zone : 'UTC')
  return local && match[7] !== undefined ? isoOf(Date.parse(local) - offsetOf(match[7])) : local
}

function offsetOf(text: string): number {
  if (/z/i.test(text)) return 0
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(3).replace(':', '') || 0)]
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}
