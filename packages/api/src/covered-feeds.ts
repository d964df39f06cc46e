import type { Reader } from '@depesche/syndication/entitlement'
import type { Context } from 'hono'
import { conditional } from './conditional.ts'
import { formatCursor } from './cursor.ts'
import { type FeedReading, originOf } from './feed-page.ts'
import { restoring } from './problem.ts'

/** The feeds that a reader's contract covers now: where each is read, and after what it goes on (`tail`). */
export async function coveredFeeds(io: FeedReading, context: Context, reader: Reader): Promise<Response> {
  const covered = await io.exits.feeds(reader)
  if (covered === 'restoring') return restoring(context)
  const feeds = covered.map(({ feed: { product, language }, title, tail }) => {
    return { product, language, title, url: `${originOf(io, context)}/v1/feeds/${product}/${language}`, tail: formatCursor(tail) }
  })
  return conditional(context, JSON.stringify({ feeds }))
}
