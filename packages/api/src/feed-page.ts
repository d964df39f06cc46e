import { setTimeout } from 'node:timers/promises'
import type { Cursor, Exits, Page, PageAnswer, PageEntry, PageRequest } from '@depesche/pipeline/exits'
import type { Reader } from '@depesche/syndication/entitlement'
import type { Format, FormatFeed } from '@depesche/syndication/format'
import { type Json, resolveLinks } from '@depesche/syndication/ninjs'
import type { Feed } from '@depesche/syndication/product'
import type { Context } from 'hono'
import { conditional } from './conditional.ts'
import { formatCursor } from './cursor.ts'
import { type FeedRequest, feedRequest } from './feed-request.ts'
import { wantedOf } from './negotiate.ts'
import { problem, restoring } from './problem.ts'

export interface FeedReading {
  readonly exits: Exits
  /** where readers reach us, without a trailing slash; by default the address that was asked */
  readonly publicUrl?: string
  /** who publishes, as feeds say it; by default `Depesche` */
  readonly publisher?: string
  /** how often a reader that waits is looked after (ms); by default 500 */
  readonly lookMs?: number
  /** told when a reader has asked with a cursor of a feed that it may read: it has what comes before. Never rejects */
  readonly confirmed?: (reader: string, feed: Feed, cursor: Cursor) => Promise<void>
}

const LOOK_MS = 500
const PUBLISHER = 'Depesche'

/** Where readers reach us, without a trailing slash; by default the address that was asked. */
export function originOf({ publicUrl }: Pick<FeedReading, 'publicUrl'>, context: Context): string {
  return publicUrl?.replace(/\/+$/, '') ?? new URL(context.req.url).origin
}

/** Who publishes. */
export const publisherOf = ({ publisher }: FeedReading): string => publisher ?? PUBLISHER

/** The page of a feed that the request asks for, in the format that it wants, or the problem with it. */
export async function feedPage(io: FeedReading, context: Context, reader: Reader): Promise<Response> {
  const { name: language, format } = wantedOf(context, context.req.param('language') ?? '', 'feed')
  const feed = { product: context.req.param('product') ?? '', language }
  const asked = feedRequest(context)
  if (asked instanceof Response) return asked
  const read = format?.newest && asked.after === undefined ? newest(io, reader, feed, asked) : fromCursor(io, context, reader, feed, asked)
  const { page, before } = await read
  if (typeof page === 'string') return noPage(io, context, feed, page)
  if (format) return formatted(io, context, { feed, format, page, limit: asked.limit, before })
  const entries = page.entries.map((entry) => shape(entry, asked.items, originOf(io, context)))
  return conditional(context, JSON.stringify({ entries, next: formatCursor(page.next), more: page.more }))
}

function noPage(io: FeedReading, context: Context, feed: Feed, answer: Exclude<PageAnswer, Page>): Response {
  if (answer === 'unknown') return problem(context, 'not-found', 'No such feed, or your contract does not cover it.')
  if (answer === 'restoring') return restoring(context)
  if (answer === 'ahead')
    return problem(context, 'cursor-invalid', 'This feed has not come so far: the cursor is of another feed or another system.')
  const restart = `${originOf(io, context)}/v1/feeds/${feed.product}/${feed.language}`
  return problem(context, 'cursor-expired', `The feeds were restored from a backup. Begin anew at ${restart}`, {
    link: `<${restart}>; rel="start"`,
  })
}

interface Read {
  readonly page: PageAnswer
  /** the sequence that the page begins after */
  readonly before: number
}

async function fromCursor(io: FeedReading, context: Context, reader: Reader, feed: Feed, asked: FeedRequest): Promise<Read> {
  const { after, limit, waitSeconds } = asked
  const page = await pageWithin(io, reader, feed, { after, limit }, { seconds: waitSeconds, gone: context.req.raw.signal })
  return { page, before: after?.sequence ?? 0 }
}

/** The newest entries: as many as fit a page that ends where the feed does. */
async function newest(io: FeedReading, reader: Reader, feed: Feed, { limit }: FeedRequest): Promise<Read> {
  const tail = await io.exits.tail(reader, feed)
  if (typeof tail === 'string') return { page: tail, before: 0 }
  for (let after = { ...tail, sequence: Math.max(0, tail.sequence - limit) }; ; ) {
    const page = await io.exits.page(reader, feed, { after, limit })
    // large items may not all fit: the older ones are left to the page before
    if (typeof page === 'string' || page.next.sequence >= tail.sequence || page.entries.length === 0)
      return { page, before: after.sequence }
    after = page.next
  }
}

interface Waiting {
  readonly seconds: number
  /** aborted when the reader has gone */
  readonly gone: AbortSignal
}

/** The page as soon as it has an entry, or empty after so many seconds. Every look passes the gate anew. */
async function pageWithin(io: FeedReading, reader: Reader, feed: Feed, request: PageRequest, wait: Waiting): Promise<PageAnswer> {
  const end = performance.now() + wait.seconds * 1000
  for (let looks = 0; ; looks++) {
    const page = await io.exits.page(reader, feed, request)
    if (typeof page === 'string') return page
    // before the wait, so that a receipt shows at once; after the look, which alone says that the feed may be read
    if (looks === 0 && request.after) await io.confirmed?.(reader.name, feed, request.after)
    const left = end - performance.now()
    if (page.entries.length > 0 || left <= 0 || wait.gone.aborted) return page
    await setTimeout(Math.min(left, io.lookMs ?? LOOK_MS), undefined, { signal: wait.gone }).catch(() => {})
  }
}

interface Formatted {
  readonly feed: Feed
  readonly format: Format
  readonly page: Page
  readonly limit: number
  readonly before: number
}

function formatted(io: FeedReading, context: Context, { feed, format, page, limit, before }: Formatted): Response {
  const origin = originOf(io, context)
  const { pathname, search } = new URL(context.req.url)
  const at = (sequence: number) => `${origin}${pathname}?after=${formatCursor({ ...page.next, sequence })}&limit=${limit}`
  const next = at(page.next.sequence)
  const input: FormatFeed = {
    ...feed,
    title: page.title,
    provider: publisherOf(io),
    self: origin + pathname + search,
    next,
    ...(before > 0 ? { previous: at(Math.max(0, before - limit)) } : {}),
    entries: page.entries.map(({ bytes, ...entry }) => {
      const href = `${origin}/v1/feeds/${feed.product}/${feed.language}/items/${entry.id}`
      return { ...entry, href, ...(bytes ? { item: itemOf(bytes, origin) } : {}) }
    }),
  }
  return conditional(context, format.feed(input), format.contentType, { link: `<${next}>; rel="next"` })
}

function shape({ bytes, ...entry }: PageEntry, withItems: boolean, base: string): object {
  return bytes === undefined || !withItems ? entry : { ...entry, item: itemOf(bytes, base) }
}

/** A rendition's bytes with every link made whole. */
export function itemOf(bytes: Uint8Array, base: string): Json {
  return resolveLinks(JSON.parse(Buffer.from(bytes).toString('utf8')) as Json, (path) => base + path)
}
