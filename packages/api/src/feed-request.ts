import type { Cursor } from '@depesche/pipeline/exits'
import type { Context } from 'hono'
import { parseCursor } from './cursor.ts'
import { problem } from './problem.ts'

/** Entries of a page, at most and by default. */
export const MAX_LIMIT = 100
/** The most seconds that a request waits for news: what stands between us and readers gives up at 30 (LEDGER.md section 7). */
export const MAX_WAIT_SECONDS = 25

/** What a request asks of a feed. */
export interface FeedRequest {
  readonly after: Cursor | undefined
  readonly limit: number
  readonly items: boolean
  readonly waitSeconds: number
}

/** The query of a request, or the problem with it. */
export function feedRequest(context: Context): FeedRequest | Response {
  const { after: afterText, limit: limitText, items, wait: waitText = '0' } = context.req.query()
  const after = afterText === undefined ? undefined : parseCursor(afterText)
  if (afterText !== undefined && after === undefined)
    return problem(context, 'cursor-invalid', '"after" is the "next" of an earlier answer, e.g. "1.42"; leave it out to begin.')
  const limit = limitText === undefined ? MAX_LIMIT : /^[1-9]\d{0,2}$/.test(limitText) ? Number(limitText) : 0
  if (limit < 1 || limit > MAX_LIMIT) return problem(context, 'limit-invalid', `"limit" is a whole number from 1 to ${MAX_LIMIT}.`)
  if (items !== undefined && items !== 'true' && items !== 'false')
    return problem(context, 'items-invalid', '"items" is "true" or "false": without it the items come along.')
  const waitSeconds = /^\d{1,2}$/.test(waitText) ? Number(waitText) : Number.POSITIVE_INFINITY
  if (waitSeconds > MAX_WAIT_SECONDS)
    return problem(context, 'wait-invalid', `"wait" is a whole number of seconds from 0 to ${MAX_WAIT_SECONDS}.`)
  return { after, limit, items: items !== 'false', waitSeconds }
}
