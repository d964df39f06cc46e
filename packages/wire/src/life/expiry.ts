import type { Note } from '@depesche/article/model'
import { check, info } from '../draft.ts'
import { instantOfStamp } from '../time/stamp.ts'

export interface Expiry {
  readonly expires: string | undefined
  readonly notes: readonly Note[]
}

const PART = { part: 'expires' }
const DAY = /^(\d{4})-?(\d\d)-?(\d\d)(Z|[+-]\d\d:?\d\d)?$/

/** When the item goes out of every feed: the earliest of the stamps. A date without a time is over when its day is. */
export function expiryOf(stamps: readonly string[], zone: string): Expiry {
  const instants = stamps.map((stamp) => instantOfExpiry(stamp, zone))
  const unread = stamps.filter((_, index) => instants[index] === undefined)
  const expires = instants.filter((instant) => instant !== undefined).sort()[0]
  const said = expires === undefined ? [] : [info('expires', `The item goes out of every feed after ${expires}.`, PART)]
  return { expires, notes: [...unread.map(unreadable), ...said] }
}

function instantOfExpiry(stamp: string, zone: string): string | undefined {
  const [, year, month, day, offset = ''] = DAY.exec(stamp) ?? []
  if (year === undefined) return instantOfStamp(stamp, zone)
  const date = `${year}-${month}-${day}`
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 24 * 60 * 60_000)
  return instantOfStamp(`${date}T00:00:00`, zone) && instantOfStamp(`${next.toISOString().slice(0, 10)}T00:00:00${offset}`, zone)
}

function unreadable(stamp: string): Note {
  return check('expires-unreadable', `The item expires at “${stamp}”, which is no readable time; it stays in the feeds.`, PART, stamp)
}
