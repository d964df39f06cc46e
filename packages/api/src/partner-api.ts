import type { Exits } from '@depesche/pipeline/exits'
import { type Partner, readerOf } from '@depesche/pipeline/ledger/partners'
import type { Reader } from '@depesche/syndication/entitlement'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { cors } from 'hono/cors'
import { coveredFeeds } from './covered-feeds.ts'
import { type FeedReading, feedPage, originOf } from './feed-page.ts'
import { itemAnswer, itemHistory } from './item-answer.ts'
import { problem } from './problem.ts'
import { HOUSE_PER_MINUTE, RateLimit, rateLimitHeaders } from './rate-limit.ts'

export interface PartnerApi extends FeedReading {
  readonly exits: Exits
  /** the partner that a bearer key belongs to, suspended or not */
  readonly partnerOf: (key: string) => Promise<Partner | undefined>
  /** requests a minute of a partner without a limit of its own; by default `HOUSE_PER_MINUTE` */
  readonly perMinute?: number
  /** whose pages may ask from a browser: `https://site.example`; by default nobody's */
  readonly origins?: readonly string[]
  /** ms, never going back: what requests are counted by */
  readonly monotonic?: () => number
  /** an unforeseen error: for the operator's log, never for the partner */
  readonly onError: (error: unknown) => void
}

/** What says nothing of anybody. */
const PUBLIC = { 'cache-control': 'public, max-age=300', 'x-content-type-options': 'nosniff' }
const STYLE_ONLY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"

/** What a page of a partner's may ask and see from a browser (fetch.spec.whatwg.org, CORS protocol). */
const CORS = {
  allowMethods: ['GET', 'HEAD'],
  allowHeaders: ['authorization', 'accept', 'if-none-match'],
  exposeHeaders: ['etag', 'link', 'ratelimit', 'ratelimit-policy', 'retry-after'],
  maxAge: 600,
}

type Env = { Variables: { reader: Reader } }

/** The partner API: feeds to follow and items to read. `app.fetch` is Request → Response, in any runtime. */
export function partnerApi(io: PartnerApi): Hono<Env> {
  const app = new Hono<Env>()
  const limit = new RateLimit(io.monotonic)
  app.onError((error, context) => {
    io.onError(error)
    return problem(context, 'internal', 'The fault is ours and is in our log. Asking again with the same cursor skips nothing.')
  })
  app.notFound((context) => problem(context, 'not-found', 'No such address. Your feeds are at /v1/feeds; /docs tells the rest.'))
  app.use(compress({ encoding: 'gzip' }))
  if (io.origins?.length) app.use('/v1/*', cors({ ...CORS, origin: [...io.origins] }))
  // read when somebody asks: a start in the cloud hardly ever needs them
  app.get('/openapi.json', async (context) => {
    const { openApi } = await import('./openapi.ts')
    return context.json(openApi(originOf(io, context)), 200, PUBLIC)
  })
  app.get('/docs', async (context) => {
    const [{ docsPage }, { openApi }] = await Promise.all([import('./docs-page.ts'), import('./openapi.ts')])
    return context.html(docsPage(openApi(originOf(io, context))), 200, { ...PUBLIC, 'content-security-policy': STYLE_ONLY })
  })
  app.use('/v1/*', async (context, next) => {
    const partner = await authenticate(io, context.req.header('authorization'))
    if (partner === undefined)
      return problem(context, 'unauthorized', 'Send your key: "Authorization: Bearer depesche_…".', {
        'www-authenticate': 'Bearer realm="depesche"',
      })
    if (partner.suspended.value) return problem(context, 'suspended', 'Your access is suspended: speak to the agency.')
    const allowance = limit.take(partner.name, partner.perMinute.value ?? io.perMinute ?? HOUSE_PER_MINUTE)
    const headers = rateLimitHeaders(allowance)
    if (!allowance.isAllowed) {
      const detail = `More than ${allowance.limit} requests in a minute. Ask again in ${allowance.seconds} s; "wait" saves requests.`
      return problem(context, 'too-many-requests', detail, { ...headers, 'retry-after': String(allowance.seconds) })
    }
    context.set('reader', readerOf(partner))
    await next()
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value)
  })
  app.get('/v1/feeds', (context) => coveredFeeds(io, context, context.get('reader')))
  app.get('/v1/feeds/:product/:language', (context) => feedPage(io, context, context.get('reader')))
  app.get('/v1/feeds/:product/:language/items/:id', (context) => itemAnswer(io, context, context.get('reader')))
  app.get('/v1/feeds/:product/:language/items/:id/history', (context) => itemHistory(io, context, context.get('reader')))
  for (const path of [
    '/v1/feeds',
    '/v1/feeds/:product/:language',
    '/v1/feeds/:product/:language/items/:id',
    '/v1/feeds/:product/:language/items/:id/history',
  ])
    app.all(path, (context) => problem(context, 'method-not-allowed', 'GET and HEAD only.', { allow: 'GET, HEAD' }))
  return app
}

async function authenticate(io: PartnerApi, header: string | undefined): Promise<Partner | undefined> {
  const key = /^bearer +(\S+)$/i.exec(header ?? '')?.[1]
  return key === undefined ? undefined : io.partnerOf(key)
}
