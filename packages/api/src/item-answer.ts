import type { Reader } from '@depesche/syndication/entitlement'
import type { Context } from 'hono'
import { conditional } from './conditional.ts'
import { type FeedReading, itemOf, originOf, publisherOf } from './feed-page.ts'
import { wantedOf } from './negotiate.ts'
import { problem, restoring } from './problem.ts'

/** What the feed has said of an item so far, or the problem with it: the same as the item's. */
export async function itemHistory(io: FeedReading, context: Context, reader: Reader): Promise<Response> {
  const { product = '', language = '', id = '' } = context.req.param() as Readonly<Record<string, string>>
  const history = await io.exits.history(reader, { product, language }, id)
  if (history === 'restoring') return restoring(context)
  if (history === 'unknown') return problem(context, 'not-found', 'No such item in this feed, or not now.')
  return conditional(context, JSON.stringify({ id, history }))
}

/** One item as that reader may have it now, in the format that the request wants, or the problem with it. */
export async function itemAnswer(io: FeedReading, context: Context, reader: Reader): Promise<Response> {
  const { product = '', language = '', id: last = '' } = context.req.param() as Readonly<Record<string, string>>
  const { name: id, format } = wantedOf(context, last, 'item')
  const answer = await io.exits.open(reader, { product, language }, id)
  if (answer === 'restoring') return restoring(context)
  if (answer === 'unknown') return problem(context, 'not-found', 'No such item in this feed, or not now.')
  if (answer === 'gone') return problem(context, 'gone', 'The item was withdrawn. Delete your copy.')
  const origin = originOf(io, context)
  const item = itemOf(answer.bytes, origin)
  if (format?.item === undefined) return conditional(context, JSON.stringify(item))
  const href = `${origin}/v1/feeds/${product}/${language}/items/${id}`
  return conditional(context, format.item({ item, href, provider: publisherOf(io) }), format.contentType)
}
