import type { Note } from '@depesche/article/model'
import { check, info } from '../draft.ts'
import { instantOfStamp } from '../time/stamp.ts'
import { at, type Element, elements, textOf } from '../xml/element.ts'

export interface Expiry {
  readonly expires: string | undefined
  readonly notes: readonly Note[]
}

const PART = { part: 'expires' }
const DAY = /^(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)?$/

/**
 * When the item goes out of every feed: the earliest `expires` (NewsML-G2, itemMeta; since 2.17, not seen in the agency's items). A
 * date without a time is over when its day is.
 */
export function expiresOf(item: Element, zone: string): Expiry {
  const stamps = elements(at(item, 'itemMeta'), 'expires').map((element) => textOf(element) ?? '')
  const instants = stamps.map((stamp) => instantOfExpiry(stamp, zone))
  const unread = stamps.filter((_, index) => instants[index] === undefined)
  const expires = instants.filter((instant) => instant !== undefined).sort()[0]
  const said = expires === undefined ? [] : [info('expires', `The item goes out of every feed after ${expires}.`, PART)]
  return { expires, notes: [...unread.map(unreadable), ...said] }
}

function instantOfExpiry(stamp: string, zone: string): string | undefined {
  const [, date, offset = ''] = DAY.exec(stamp) ?? []
  if (date === undefined) return instantOfStamp(stamp, zone)
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + 24 * 60 * 60_000)
  return instantOfStamp(`${date}T00:00:00`, zone) && instantOfStamp(`${next.toISOString().slice(0, 10)}T00:00:00${offset}`, zone)
}

function unreadable(stamp: string): Note {
  return check('expires-unreadable', `The item expires at “${stamp}”, which is no readable time; it stays in the feeds.`, PART, stamp)
}
