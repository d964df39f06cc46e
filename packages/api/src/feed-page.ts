import { setTimeout } from 'node:timers/promises'
import { type Exits, etagOf, type PageAnswer, type PageEntry, type PageRequest } from '@depesche/pipeline/exits'
import type { Reader } from '@depesche/syndication/entitlement'
import { resolveLinks } from '@depesche/syndication/ninjs'
import type { Feed } from '@depesche/syndication/product'
import type { Context } from 'hono'
import { formatCursor, parseCursor } from './cursor.ts'
import { problem, restoring } from './problem.ts'

export interface FeedReading {
  readonly exits: Exits
  /** where readers reach us, without a trailing slash; by default the address that was asked */
  readonly publicUrl?: string
  /** how often a reader that waits is looked after (ms); by default 500 */
  readonly lookMs?: number
}

const MAX_LIMIT = 100
/** The most seconds that a request waits for news: what stands between us and readers gives up at 30 (LEDGER.md section 7). */
export const MAX_WAIT_SECONDS = 25
const LOOK_MS = 500
const HEADERS = { 'cache-control': 'private, no-cache', vary: 'authorization', 'x-content-type-options': 'nosniff' }

/** The feed that the address names. */
export function feedOf(context: Context): Feed {
  return { product: context.req.param('product') ?? '', language: context.req.param('language') ?? '' }
}

/** Where readers reach us, without a trailing slash; by default the address that was asked. */
export function originOf({ publicUrl }: Pick<FeedReading, 'publicUrl'>, context: Context): string {
  return publicUrl?.replace(/\/+$/, '') ?? new URL(context.req.url).origin
}

/** The page of a feed that the request asks for, or the problem with it. */
export async function feedPage(io: FeedReading, context: Context, reader: Reader): Promise<Response> {
  const feed = feedOf(context)
  const { after: afterText, limit: limitText, items, wait: waitText = '0' } = context.req.query()
  const after = afterText === undefined ? undefined : parseCursor(afterText)
  if (afterText !== undefined && after === undefined)
    return problem(context, 'cursor-invalid', '"after" is the "next" of an earlier answer, e.g. "1.42"; leave it out to begin.')
  const limit = limitText === undefined ? MAX_LIMIT : /^[1-9]\d{0,2}$/.test(limitText) ? Number(limitText) : 0
  if (limit < 1 || limit > MAX_LIMIT) return problem(context, 'limit-invalid', `"limit" is a whole number from 1 to ${MAX_LIMIT}.`)
  if (items !== undefined && items !== 'true' && items !== 'false')
    return problem(context, 'items-invalid', '"items" is "true" or "false": without it the items come along.')
  const wait = /^\d{1,2}$/.test(waitText) ? Number(waitText) : Number.POSITIVE_INFINITY
  if (wait > MAX_WAIT_SECONDS) return problem(context, 'wait-invalid', `"wait" is a whole number of seconds from 0 to ${MAX_WAIT_SECONDS}.`)
  const page = await pageWithin(io, reader, feed, { after, limit }, { seconds: wait, gone: context.req.raw.signal })
  if (page === 'unknown') return problem(context, 'not-found', 'No such feed, or your contract does not cover it.')
  if (page === 'restoring') return restoring(context)
  if (page === 'ahead')
    return problem(context, 'cursor-invalid', 'This feed has not come so far: the cursor is of another feed or another system.')
  if (page === 'epoch') {
    const restart = `${originOf(io, context)}/v1/feeds/${feed.product}/${feed.language}`
    return problem(context, 'cursor-expired', `The feeds were restored from a backup. Begin anew at ${restart}`, {
      link: `<${restart}>; rel="start"`,
    })
  }
  const withItems = items !== 'false'
  const entries = page.entries.map((entry) => shape(entry, withItems, originOf(io, context)))
  return conditional(context, JSON.stringify({ entries, next: formatCursor(page.next), more: page.more }))
}

interface Waiting {
  readonly seconds: number
  /** aborted when the reader has gone */
  readonly gone: AbortSignal
}

/** The page as soon as it has an entry, or empty after so many seconds. Every look passes the gate anew. */
async function pageWithin(io: FeedReading, reader: Reader, feed: Feed, request: PageRequest, wait: Waiting): Promise<PageAnswer> {
  const end = performance.now() + wait.seconds * 1000
  for (;;) {
    const page = await io.exits.page(reader, feed, request)
    const left = end - performance.now()
    if (typeof page === 'string' || page.entries.length > 0 || left <= 0 || wait.gone.aborted) return page
    await setTimeout(Math.min(left, io.lookMs ?? LOOK_MS), undefined, { signal: wait.gone }).catch(() => {})
  }
}

function shape({ bytes, ...entry }: PageEntry, withItems: boolean, base: string): object {
  return bytes === undefined || !withItems ? entry : { ...entry, item: itemOf(bytes, base) }
}

/** A rendition's bytes with every link made whole. */
export function itemOf(bytes: Uint8Array, base: string): object {
  return resolveLinks(JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, unknown>, (path) => base + path)
}

/** 200 with an entity tag of these very bytes, or 304 when the reader has them. The gate has been passed either way. */
export function conditional(context: Context, body: string): Response {
  const etag = etagOf(body)
  const headers = { ...HEADERS, etag }
  if (matchesTag(context.req.header('if-none-match'), etag)) return context.body(null, 304, headers)
  return context.body(body, 200, { ...headers, 'content-type': 'application/json; charset=utf-8' })
}

/** If-None-Match (RFC 9110 section 13.1.2): weak comparison with a list of tags, or `*`. */
function matchesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
