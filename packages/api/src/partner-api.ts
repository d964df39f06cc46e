import { type Exits, etagOf, type PageEntry } from '@depesche/pipeline/exits'
import type { Partner } from '@depesche/pipeline/ledger/partners'
import { resolveLinks } from '@depesche/syndication/ninjs'
import type { Feed } from '@depesche/syndication/product'
import { type Context, Hono } from 'hono'
import { formatCursor, parseCursor } from './cursor.ts'
import { problem } from './problem.ts'

export interface PartnerApi {
  readonly exits: Exits
  /** the partner that a bearer key belongs to */
  readonly partnerOf: (key: string) => Promise<Partner | undefined>
  /** where partners reach us, without a trailing slash; by default the address that was asked */
  readonly publicUrl?: string
  /** an unforeseen error: for the operator's log, never for the partner */
  readonly onError: (error: unknown) => void
}

const MAX_LIMIT = 100
const HEADERS = { 'cache-control': 'private, no-cache', vary: 'authorization', 'x-content-type-options': 'nosniff' }

type Env = { Variables: { partner: Partner } }

/** The partner API: feeds to follow and items to read. `app.fetch` is Request → Response, in any runtime. */
export function partnerApi(io: PartnerApi): Hono<Env> {
  const app = new Hono<Env>()
  app.onError((error, context) => {
    io.onError(error)
    return problem(context, 'internal', 'The fault is ours and is in our log. Asking again with the same cursor skips nothing.')
  })
  app.notFound((context) => problem(context, 'not-found', 'No such address. Feeds are at /v1/feeds/{product}/{language}.'))
  app.use('/v1/*', async (context, next) => {
    const partner = await authenticate(io, context.req.header('authorization'))
    if (partner === undefined)
      return problem(context, 'unauthorized', 'Send your key: "Authorization: Bearer depesche_…".', {
        'www-authenticate': 'Bearer realm="depesche"',
      })
    context.set('partner', partner)
    return next()
  })
  app.get('/v1/feeds/:product/:language', (context) => feedPage(io, context))
  app.get('/v1/feeds/:product/:language/items/:id', (context) => item(io, context))
  for (const path of ['/v1/feeds/:product/:language', '/v1/feeds/:product/:language/items/:id'])
    app.all(path, (context) => problem(context, 'method-not-allowed', 'GET and HEAD only.', { allow: 'GET, HEAD' }))
  return app
}

async function authenticate(io: PartnerApi, header: string | undefined): Promise<Partner | undefined> {
  const key = /^bearer +(\S+)$/i.exec(header ?? '')?.[1]
  return key === undefined ? undefined : io.partnerOf(key)
}

function feedOf(context: Context<Env>): Feed {
  return { product: context.req.param('product') ?? '', language: context.req.param('language') ?? '' }
}

function origin(io: PartnerApi, context: Context<Env>): string {
  return io.publicUrl?.replace(/\/+$/, '') ?? new URL(context.req.url).origin
}

async function feedPage(io: PartnerApi, context: Context<Env>): Promise<Response> {
  const feed = feedOf(context)
  const { after: afterText, limit: limitText, items } = context.req.query()
  const after = afterText === undefined ? undefined : parseCursor(afterText)
  if (afterText !== undefined && after === undefined)
    return problem(context, 'cursor-invalid', '"after" is the "next" of an earlier answer, e.g. "1.42"; leave it out to begin.')
  const limit = limitText === undefined ? MAX_LIMIT : /^[1-9]\d{0,2}$/.test(limitText) ? Number(limitText) : 0
  if (limit < 1 || limit > MAX_LIMIT) return problem(context, 'limit-invalid', `"limit" is a whole number from 1 to ${MAX_LIMIT}.`)
  if (items !== undefined && items !== 'true' && items !== 'false')
    return problem(context, 'items-invalid', '"items" is "true" or "false": without it the items come along.')
  const page = await io.exits.page(context.get('partner'), feed, { after, limit })
  if (page === 'unknown') return problem(context, 'not-found', 'No such feed, or your contract does not cover it.')
  if (page === 'ahead')
    return problem(context, 'cursor-invalid', 'This feed has not come so far: the cursor is of another feed or another system.')
  if (page === 'epoch') {
    const restart = `${origin(io, context)}/v1/feeds/${feed.product}/${feed.language}`
    return problem(context, 'cursor-expired', `The feeds were restored from a backup. Begin anew at ${restart}`, {
      link: `<${restart}>; rel="start"`,
    })
  }
  const withItems = items !== 'false'
  const entries = page.entries.map((entry) => shape(entry, withItems, origin(io, context)))
  return conditional(context, JSON.stringify({ entries, next: formatCursor(page.next), more: page.more }))
}

function shape({ bytes, ...entry }: PageEntry, withItems: boolean, base: string): object {
  return bytes === undefined || !withItems ? entry : { ...entry, item: itemOf(bytes, base) }
}

function itemOf(bytes: Uint8Array, base: string): object {
  return resolveLinks(JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, unknown>, (path) => base + path)
}

async function item(io: PartnerApi, context: Context<Env>): Promise<Response> {
  const answer = await io.exits.open(context.get('partner'), feedOf(context), context.req.param('id') ?? '')
  if (answer === 'unknown') return problem(context, 'not-found', 'No such item in this feed, or not now.')
  if (answer === 'gone') return problem(context, 'gone', 'The item was withdrawn. Delete your copy.')
  return conditional(context, JSON.stringify(itemOf(answer.bytes, origin(io, context))))
}

/** 200 with an entity tag of these very bytes, or 304 when the reader has them. The gate has been passed either way. */
function conditional(context: Context<Env>, body: string): Response {
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
