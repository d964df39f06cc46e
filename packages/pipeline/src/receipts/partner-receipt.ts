import { readableSince } from '@depesche/syndication/entitlement'
import type { Partner } from '../ledger/partners.ts'
import { lastKeyUse, lastReceipt, type Receipt, receiptOf } from '../ledger/receipts.ts'
import type { ArticleEntry, FeedNow } from './article-entries.ts'

/** How one partner stands with one entry. Instants are ISO 8601, UTC. */
export interface PartnerReceipt {
  readonly partner: string
  /** it may read the feed now; if not, it is named because it has confirmed the entry or may hold a copy */
  readonly covers: boolean
  /** its keys open nothing */
  readonly suspended?: true
  readonly confirmed?: Pick<Receipt, 'at' | 'by'>
  /** the article's next entry was there when it confirmed this one: it may have been given that one's words alone */
  readonly passedOver?: true
  /** what it has confirmed last in this feed, if not the entry; `behind`: so many entries before it, unless the feeds were restored since */
  readonly last?: Pick<Receipt, 'at' | 'by'> & { readonly behind?: number }
  /** if it has not confirmed the entry: the hour in which one of its keys was last used (`2026-11-28T13`) */
  readonly lastAsked?: string
}

export interface Asked extends FeedNow {
  /** ms */
  readonly now: number
  /** the product has the feed now */
  readonly isThere: boolean
  /** the sequence of the article's first entry; 0: nobody knows any more */
  readonly first: number
}

/** A partner that may read a feed, or may hold what it has read. */
export interface Standing {
  readonly partner: Partner
  readonly covers: boolean
  readonly last: Receipt | undefined
}

/** An answer holds at most so many entries: those after what was confirmed last may have gone out with it. */
const PAGE = 100

/** How a partner stands with a feed. `undefined`: it may not read it, and what it once read had nothing of the article. */
export async function standingOf({ table, epoch, feed, now, first, isThere }: Asked, partner: Partner): Promise<Standing | undefined> {
  const { name, entitlements } = partner
  const covers = isThere && readableSince({ name, entitlements: entitlements.value }, feed, now) !== undefined
  const last = await lastReceipt(table, name, feed)
  const mayHold = last !== undefined && (last.epoch !== epoch || last.sequence + PAGE >= first)
  return covers || mayHold ? { partner, covers, last } : undefined
}

/** How a partner stands with an entry. `next`: the article's next one in that feed. */
export async function partnerReceipt(
  asked: Asked,
  { partner, covers, last }: Standing,
  entry: ArticleEntry,
  next: ArticleEntry | undefined,
): Promise<PartnerReceipt> {
  const { table, epoch, feed } = asked
  const who = { partner: partner.name, covers, ...(partner.suspended.value ? { suspended: true as const } : {}) }
  if (last?.epoch !== epoch || last.sequence < entry.sequence) return { ...who, ...(await unconfirmed(asked, partner, last, entry)) }
  const { at, by } = (await receiptOf(table, partner.name, feed, { epoch, sequence: entry.sequence })) ?? last
  return { ...who, confirmed: { at, by }, ...(next && next.at <= at ? { passedOver: true } : {}) }
}

async function unconfirmed(
  { table, epoch }: Asked,
  { name, keys }: Partner,
  last: Receipt | undefined,
  { sequence }: ArticleEntry,
): Promise<Pick<PartnerReceipt, 'last' | 'lastAsked'>> {
  const uses = await Promise.all(keys.map(({ hash }) => lastKeyUse(table, name, hash)))
  const lastAsked = uses
    .filter((hour) => hour !== undefined)
    .toSorted()
    .at(-1)
  const behind = last?.epoch === epoch ? { behind: sequence - last.sequence } : {}
  return {
    ...(last ? { last: { at: last.at, by: last.by, ...behind } } : {}),
    ...(lastAsked === undefined ? {} : { lastAsked }),
  }
}
