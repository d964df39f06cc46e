import type { Change } from './change.ts'
import { followAtPace } from './follow-at-pace.ts'
import { realPace } from './pace.ts'
import type { Reading } from './reading.ts'

/** A request that failed and is tried again. */
export interface Failure {
  readonly error: unknown
  /** in a row, this one included */
  readonly failures: number
  /** seconds until the next try */
  readonly delay: number
}

export interface FollowOptions extends Reading {
  /** the `next` of the last change that you have dealt with; without it from the beginning */
  readonly after?: string | null | undefined
  /** entries per request, 1 to 100; default 100 */
  readonly limit?: number | undefined
  /** seconds between two questions at the end of the feed; default 10 */
  readonly interval?: number | undefined
  /** seconds, 1 to 25, that the API may wait for an entry when there is none; sent only when given, harmless where it is not known */
  readonly wait?: number | undefined
  /** end at the end of the feed instead of waiting for more */
  readonly once?: boolean | undefined
  /** failures in a row that are tried again; default: without end, and 4 with `once` */
  readonly retries?: number | undefined
  /** told of each failure that is tried again: for your log */
  readonly onRetry?: ((failure: Failure) => void) | undefined
}

/**
 * Every entry of a feed after a cursor, in order, none skipped or repeated, for as long as you ask. The next change is asked for
 * when you have dealt with one: store its `next` then.
 *
 * What may pass (no connection, a timeout, 408, 425, 429, 5xx with or without Retry-After) is tried again. A restore of the
 * wire is no error but a `restart` change. Throws `ProblemError` for what does not pass (a wrong key, no such feed, a foreign
 * cursor), the last error when `retries` are used up, and the signal's reason when it is aborted.
 */
export function follow(options: FollowOptions): AsyncGenerator<Change, void, undefined> {
  return followAtPace(options, realPace)
}
