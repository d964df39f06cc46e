import type { Failing } from './follower.ts'

const SECOND_MS = 1000
const HOUR_MS = 3_600_000
/** Tries go on for three days. */
export const GIVE_UP_MS = 72 * HOUR_MS
/** The first pauses, as Standard Webhooks proposes them ("Deliverability and reliability"); then twelve hours each. */
const PAUSES_MS = [5 * SECOND_MS, 30 * SECOND_MS, 120 * SECOND_MS, 600 * SECOND_MS, 0.5 * HOUR_MS, HOUR_MS, 2 * HOUR_MS, 5 * HOUR_MS]
const LONGEST_MS = 12 * HOUR_MS
/** A pause is up to a fifth longer or shorter, so that those who failed together do not come together. */
const JITTER = 0.2

/** One more try that failed at `now` (ms): what is known of it, and a number from 0 to under 1. */
export interface Failed {
  readonly now: number
  readonly reason: string
  /** seconds that the receiver asked us to wait */
  readonly retryAfter?: number
  readonly random: number
}

/**
 * How a failing webhook stands after one more failed try; `undefined`: three days are over. The last try is at their end, and
 * not before the receiver's own `Retry-After`, as long as that lies within them.
 */
export function afterFailure(before: Failing | undefined, { now, reason, retryAfter = 0, random }: Failed): Failing | undefined {
  const since = before?.since ?? new Date(now).toISOString()
  const end = Date.parse(since) + GIVE_UP_MS
  if (now >= end) return undefined
  const tries = (before?.tries ?? 0) + 1
  const pause = (PAUSES_MS[tries - 1] ?? LONGEST_MS) * (1 - JITTER + 2 * JITTER * random)
  return { since, tries, next: Math.min(end, Math.round(now + Math.max(pause, retryAfter * SECOND_MS))), reason }
}
