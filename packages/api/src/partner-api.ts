import type { Exits } from '@depesche/pipeline/exits'
import { type Partner, readerOf } from '@depesche/pipeline/ledger/partners'
import type { Reader } from '@depesche/syndication/entitlement'
import { Hono } from 'hono'
import { coveredFeeds } from './covered-feeds.ts'
import { type FeedReading, feedPage } from './feed-page.ts'
import { itemAnswer } from './item-answer.ts'
import { problem } from './problem.ts'

export interface PartnerApi extends FeedReading {
  readonly exits: Exits
  /** the partner that a bearer key belongs to, suspended or not */
  readonly partnerOf: (key: string) => Promise<Partner | undefined>
  /** an unforeseen error: for the operator's log, never for the partner */
  readonly onError: (error: unknown) => void
}

type Env = { Variables: { reader: Reader } }

/** The partner API: feeds to follow and items to read. `app.fetch` is Request → Response, in any runtime. */
export function partnerApi(io: PartnerApi): Hono<Env> {
  const app = new Hono<Env>()
  app.onError((error, context) => {
    io.onError(error)
    return problem(context, 'internal', 'The fault is ours and is in our log. Asking again with the same cursor skips nothing.')
  })
  app.notFound((context) => problem(context, 'not-found', 'No such address. Your feeds are at /v1/feeds.'))
  app.use('/v1/*', async (context, next) => {
    const partner = await authenticate(io, context.req.header('authorization'))
    if (partner === undefined)
      return problem(context, 'unauthorized', 'Send your key: "Authorization: Bearer depesche_…".', {
        'www-authenticate': 'Bearer realm="depesche"',
      })
    if (partner.suspended.value) return problem(context, 'suspended', 'Your access is suspended: speak to the agency.')
    context.set('reader', readerOf(partner))
    return next()
  })
  app.get('/v1/feeds', (context) => coveredFeeds(io, context, context.get('reader')))
  app.get('/v1/feeds/:product/:language', (context) => feedPage(io, context, context.get('reader')))
  app.get('/v1/feeds/:product/:language/items/:id', (context) => itemAnswer(io, context, context.get('reader')))
  for (const path of ['/v1/feeds', '/v1/feeds/:product/:language', '/v1/feeds/:product/:language/items/:id'])
    app.all(path, (context) => problem(context, 'method-not-allowed', 'GET and HEAD only.', { allow: 'GET, HEAD' }))
  return app
}

async function authenticate(io: PartnerApi, header: string | undefined): Promise<Partner | undefined> {
  const key = /^bearer +(\S+)$/i.exec(header ?? '')?.[1]
  return key === undefined ? undefined : io.partnerOf(key)
}
