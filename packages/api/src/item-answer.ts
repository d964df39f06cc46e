import type { Reader } from '@depesche/syndication/entitlement'
import type { Context } from 'hono'
import { conditional, type FeedReading, feedOf, itemOf, originOf } from './feed-page.ts'
import { problem, restoring } from './problem.ts'

/** One item as that reader may have it now, or the problem with it. */
export async function itemAnswer(io: FeedReading, context: Context, reader: Reader): Promise<Response> {
  const answer = await io.exits.open(reader, feedOf(context), context.req.param('id') ?? '')
  if (answer === 'restoring') return restoring(context)
  if (answer === 'unknown') return problem(context, 'not-found', 'No such item in this feed, or not now.')
  if (answer === 'gone') return problem(context, 'gone', 'The item was withdrawn. Delete your copy.')
  return conditional(context, JSON.stringify(itemOf(answer.bytes, originOf(io, context))))
}
