const FIRST_MS = 1_000
const MOST_MS = 60_000
/** An answer that asks for more than an hour is not believed. */
const MOST_ASKED_SECONDS = 3_600

/**
 * Milliseconds until the next try: doubling from a second to a minute, half of it by chance (`random`, 0 to 1) so that the
 * followers of a wire do not all come back at once; what the answer asks for (`retryAfter`, seconds) is waited besides.
 */
export function retryDelay(failures: number, retryAfter: number | undefined, random: number): number {
  const backoff = Math.min(MOST_MS, FIRST_MS * 2 ** (failures - 1))
  return Math.min(MOST_ASKED_SECONDS, retryAfter ?? 0) * 1000 + (backoff * (1 + random)) / 2
}

/** Seconds in a Retry-After header (RFC 9110 section 10.2.3): a number of them, or a date, seen from `now` (epoch milliseconds). */
export function secondsIn(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  if (/^\d+$/.test(header.trim())) return Number(header)
  const seconds = Math.ceil((Date.parse(header) - now) / 1000)
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
