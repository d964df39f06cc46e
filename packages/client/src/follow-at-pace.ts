import type { Change } from './change.ts'
import { ConnectionError } from './connection-error.ts'
import { type FeedPage, feedPage } from './feed-page.ts'
import type { FollowOptions } from './follow.ts'
import type { Pace } from './pace.ts'
import { ProblemError } from './problem.ts'
import { retryDelay } from './retry-delay.ts'

const INTERVAL_SECONDS = 10
const RETRIES_ONCE = 4

/** `follow` at a given pace. */
export async function* followAtPace(options: FollowOptions, pace: Pace): AsyncGenerator<Change, void, undefined> {
  const { signal } = options
  let after = options.after ?? undefined
  let etag: string | undefined
  let isRestart = false
  for (;;) {
    const asked = pace.now()
    const page = await patiently(options, pace, () => pageAfter(options, after, etag))
    if (page === 'expired') {
      isRestart = true
      after = undefined
      etag = undefined
      continue
    }
    if (page !== 'unchanged') {
      for (const change of changesIn(page, isRestart)) {
        signal?.throwIfAborted()
        yield change
      }
      isRestart = false
      // only where the next question is the same as this one
      etag = page.next === after ? page.etag : undefined
      after = page.next
      if (page.more) continue
    }
    if (options.once) return
    const hasCome = page !== 'unchanged' && page.entries.length > 0
    await pace.sleep(pause(options, pace.now() - asked, hasCome), signal)
  }
}

/** A server that waited has used the pause up; one that does not know `wait` is not asked without a pause. */
function pause({ wait, interval = INTERVAL_SECONDS }: FollowOptions, passed: number, hasCome: boolean): number {
  return wait !== undefined && hasCome ? 0 : Math.max(0, interval * 1000 - passed)
}

async function pageAfter(
  options: FollowOptions,
  after: string | undefined,
  etag: string | undefined,
): Promise<FeedPage | 'unchanged' | 'expired'> {
  try {
    return await feedPage({ ...options, after, etag })
  } catch (thrown) {
    const isExpired = thrown instanceof ProblemError && thrown.problem.type === '/problems/cursor-expired'
    if (isExpired && after !== undefined) return 'expired'
    throw thrown
  }
}

function* changesIn({ entries, next, more }: FeedPage, isRestart: boolean): Generator<Change> {
  const epoch = next.slice(0, next.indexOf('.'))
  if (isRestart) yield { event: 'restart', next: `${epoch}.0`, more: entries.length > 0 || more }
  for (const [index, entry] of entries.entries())
    yield { ...entry, next: `${epoch}.${entry.sequence}`, more: index < entries.length - 1 || more }
}

async function patiently<T>(options: FollowOptions, pace: Pace, work: () => Promise<T>): Promise<T> {
  const retries = options.retries ?? (options.once ? RETRIES_ONCE : Number.POSITIVE_INFINITY)
  for (let failures = 1; ; failures++) {
    try {
      return await work()
    } catch (error) {
      if (!mayPass(error) || failures > retries) throw error
      const milliseconds = retryDelay(failures, error instanceof ProblemError ? error.retryAfter : undefined, pace.random())
      options.onRetry?.({ error, failures, delay: milliseconds / 1000 })
      await pace.sleep(milliseconds, options.signal)
    }
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof ConnectionError) return true
  return error instanceof ProblemError && (error.problem.status >= 500 || [408, 425, 429].includes(error.problem.status))
}
