/** Requests a minute where a partner has no limit of its own. */
export const HOUSE_PER_MINUTE = 600
const WINDOW_SECONDS = 60

/** How a reader stands after a request. */
export interface Allowance {
  readonly isAllowed: boolean
  /** of this minute */
  readonly limit: number
  readonly remaining: number
  /** until there is room for one more, or until all of it is there again */
  readonly seconds: number
}

interface Bucket {
  readonly tokens: number
  /** ms */
  readonly at: number
}

/**
 * Counts requests by reader, in this process alone: a bucket that refills evenly, so that a burst of a minute's worth is
 * fine, and twice that is not. `clock` answers ms and never goes back.
 */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>()
  readonly #clock: () => number

  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock
  }

  /** Takes one request of a reader that may make so many a minute. */
  take(reader: string, perMinute: number): Allowance {
    const now = this.#clock()
    const { tokens: before, at } = this.#buckets.get(reader) ?? { tokens: perMinute, at: now }
    const perMs = perMinute / (WINDOW_SECONDS * 1000)
    const there = Math.min(perMinute, before + (now - at) * perMs)
    const isAllowed = there >= 1
    const tokens = isAllowed ? there - 1 : there
    this.#buckets.set(reader, { tokens, at: now })
    const missing = isAllowed ? perMinute - tokens : 1 - tokens
    return { isAllowed, limit: perMinute, remaining: Math.floor(tokens), seconds: Math.ceil(missing / perMs / 1000) }
  }
}

/** The header fields that tell a reader how it stands (IETF draft "RateLimit header fields for HTTP", version 10). */
export function rateLimitHeaders({ limit, remaining, seconds }: Allowance): Readonly<Record<string, string>> {
  return { 'ratelimit-policy': `"minute";q=${limit};w=${WINDOW_SECONDS}`, ratelimit: `"minute";r=${remaining};t=${seconds}` }
}
