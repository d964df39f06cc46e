import type { Exits } from '@depesche/pipeline/exits'
import type { Partner } from '@depesche/pipeline/ledger/partners'
import { type Context, Hono } from 'hono'
import { conditional, feedOf, feedPage, itemOf, originOf } from './feed-page.ts'
import { problem, restoring } from './problem.ts'

export interface PartnerApi {
  readonly exits: Exits
  /** the partner that a bearer key belongs to */
  readonly partnerOf: (key: string) => Promise<Partner | undefined>
  /** where partners reach us, without a trailing slash; by default the address that was asked */
  readonly publicUrl?: string
  /** an unforeseen error: for the operator's log, never for the partner */
  readonly onError: (error: unknown) => void
}

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
  app.get('/v1/feeds/:product/:language', (context) => feedPage(io, context, context.get('partner')))
  app.get('/v1/feeds/:product/:language/items/:id', (context) => item(io, context))
  for (const path of ['/v1/feeds/:product/:language', '/v1/feeds/:product/:language/items/:id'])
    app.all(path, (context) => problem(context, 'method-not-allowed', 'GET and HEAD only.', { allow: 'GET, HEAD' }))
  return app
}

async function authenticate(io: PartnerApi, header: string | undefined): Promise<Partner | undefined> {
  const key = /^bearer +(\S+)$/i.exec(header ?? '')?.[1]
  return key === undefined ? undefined : io.partnerOf(key)
}

async function item(io: PartnerApi, context: Context<Env>): Promise<Response> {
  const answer = await io.exits.open(context.get('partner'), feedOf(context), context.req.param('id') ?? '')
  if (answer === 'restoring') return restoring(context)
  if (answer === 'unknown') return problem(context, 'not-found', 'No such item in this feed, or not now.')
  if (answer === 'gone') return problem(context, 'gone', 'The item was withdrawn. Delete your copy.')
  return conditional(context, JSON.stringify(itemOf(answer.bytes, originOf(io, context))))
}
