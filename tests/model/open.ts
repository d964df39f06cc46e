/** What may leave, written apart from the ledger's own functions: the model's own reading of LEDGER.md section 5. */
import type { Head } from '@depesche/pipeline/ledger/head'
import type { Feed } from '@depesche/syndication/product'
import { PRODUCTS } from './scenario.ts'

/** When it is asked, and what the product `sport` takes then. */
export interface Moment {
  readonly now: number
  readonly sportIs: string
}

/** Words that somebody holds or is offered: of which version and edition. */
export interface Words {
  readonly version: number
  readonly edition: number
}

const isBelow = (words: Words, floor: Words | undefined) =>
  floor !== undefined && (words.version < floor.version || (words.version === floor.version && words.edition < floor.edition))

/** Out of the feed for good, or until its facts change. */
export function isOutOf(head: Head, feed: Feed, { now, sportIs }: Moment): boolean {
  const { value: expires } = head.expires
  return (feed.product === 'sport' && head.filter.service !== sportIs) || (expires !== null && Date.parse(expires) <= now)
}

/** Nothing of it leaves at that time, in any feed. */
export function isShut(head: Head, now: number): boolean {
  const { value: embargo } = head.embargo
  const isEmbargoed = embargo !== null && ('unreadable' in embargo || Date.parse(embargo.until) > now)
  const isUnseen = (head.approved ?? 0) < head.version
  return (
    head.killed.value ||
    head.stopped.value ||
    head.held.value ||
    head.test ||
    isEmbargoed ||
    (isUnseen && (head.withheld || head.doubts.length > 0))
  )
}

/** The product lets these words out: its grade, and a person where it asks for one. The source's language is `en`. */
export function isAllowed(feed: Feed, words: Words, approved: ReadonlySet<string>): boolean {
  const asks = PRODUCTS.find(({ name }) => name === feed.product)?.person !== undefined
  return feed.language === 'en' || !asks || approved.has(`${feed.language} ${words.version}.${words.edition}`)
}

export function isRejected(head: Head, feed: Feed, words: Words): boolean {
  return isBelow(words, head.floors[feed.language])
}

/** These very words may be read in that feed now. */
export function isOpen(head: Head, feed: Feed, words: Words, approved: ReadonlySet<string>, moment: Moment): boolean {
  return (
    !isShut(head, moment.now) &&
    !isOutOf(head, feed, moment) &&
    !isBelow(words, head.floor) &&
    !isRejected(head, feed, words) &&
    isAllowed(feed, words, approved)
  )
}
