import type { Feed } from './product.ts'

/** What a contract covers of one product. Instants are ISO 8601, UTC with `Z`. */
export interface Entitlement {
  readonly product: string
  /** absent: every language of the product */
  readonly languages?: readonly string[]
  /** nothing before this instant; absent: from the beginning */
  readonly from?: string
  /** nothing from this instant on; absent: no end */
  readonly until?: string
  /** entries older than so many days show nothing; absent: all that the feed has */
  readonly lookbackDays?: number
}

/** Who reads feeds. */
export interface Reader {
  readonly name: string
  readonly entitlements: readonly Entitlement[]
}

/** A reader of whole products, without limits of time. */
export const readerOfProducts = (name: string, products: readonly string[]): Reader => ({
  name,
  entitlements: products.map((product) => ({ product })),
})

const DAY_MS = 86_400_000

/**
 * How far back (ms since 1970, `-Infinity`: to the beginning) a reader may look in a feed at `now` (ms); `undefined`: the
 * contract does not cover that feed now. Of several that do, the widest counts.
 */
export function readableSince({ entitlements }: Reader, feed: Feed, now: number): number | undefined {
  const limits = entitlements
    .filter((each) => covers(each, feed, now))
    .map(({ lookbackDays }) => (lookbackDays === undefined ? Number.NEGATIVE_INFINITY : now - lookbackDays * DAY_MS))
  return limits.length === 0 ? undefined : Math.min(...limits)
}

function covers({ product, languages, from, until }: Entitlement, feed: Feed, now: number): boolean {
  if (product !== feed.product || languages?.includes(feed.language) === false) return false
  return (from === undefined || Date.parse(from) <= now) && (until === undefined || now < Date.parse(until))
}
