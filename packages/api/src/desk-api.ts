import { randomUUID } from 'node:crypto'
import { isArticleId } from '@depesche/article/model'
import type { DeskSettings } from '@depesche/pipeline/desks'
import type { Exits } from '@depesche/pipeline/exits'
import { keys } from '@depesche/pipeline/keys'
import { getValue } from '@depesche/pipeline/ledger/items'
import { addPartner, newPartnerKey } from '@depesche/pipeline/ledger/partners'
import { listProducts } from '@depesche/pipeline/ledger/products'
import type { UploadItem } from '@depesche/pipeline/ledger/shapes'
import { type Ceiling, monthOf, spendOf } from '@depesche/pipeline/ledger/spend'
import type { Observe } from '@depesche/pipeline/observe'
import { oneUpload, uploadName } from '@depesche/pipeline/one-upload'
import type { Ports } from '@depesche/pipeline/ports'
import { receive, uploadId, type Wishes } from '@depesche/pipeline/steps/receive'
import { articleStory, type BoardRow, surveyBoard } from '@depesche/pipeline/survey'
import { type Context, Hono } from 'hono'
import { feedPage } from './feed-page.ts'
import { problem } from './problem.ts'

export interface DeskApi {
  readonly ports: Omit<Ports, 'inbox'>
  readonly exits: Exits
  readonly desks: readonly DeskSettings[]
  /** engines that bill, with the newsroom's ceiling */
  readonly ceilings: Readonly<Record<string, Ceiling>>
  /** where readers reach us, for links */
  readonly publicUrl?: string
  readonly isDeskKey: (key: string) => boolean
  /** the most bytes of an upload that come through this door */
  readonly maxBytes: number
  readonly observe: Observe
  /** an unforeseen error: for the operator's log */
  readonly onError: (error: unknown) => void
}

const BOARD_PAGE = 50
/** The board's page ends after this time too: API Gateway waits 30 seconds. */
const BOARD_MS = 10_000

/**
 * The desk's routes, under `/v1/desk`: uploads, the board, an article whole, the feeds, the cost, new partners. A partner's key opens
 * none of them, and the desk's none of the partners'. Nothing here reads what may not leave but the desk that owns it.
 */
export function deskApi(io: DeskApi): Hono {
  const app = new Hono()
  app.onError((error, context) => {
    io.onError(error)
    return problem(context, 'internal', 'The fault is ours and is in our log.')
  })
  app.notFound((context) => problem(context, 'not-found', 'No such address.'))
  app.use('/v1/desk/*', async (context, next) => {
    const key = /^bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if (key === undefined || !io.isDeskKey(key))
      return problem(context, 'unauthorized', 'Send a desk key: "Authorization: Bearer …".', {
        'www-authenticate': 'Bearer realm="depesche desk"',
      })
    return next()
  })
  app.put('/v1/desk/uploads/:desk/:name', (context) => upload(io, context))
  app.get('/v1/desk/uploads/:upload', (context) => uploadState(io, context))
  app.get('/v1/desk/board', (context) => board(io, context))
  app.get('/v1/desk/articles/:id', (context) => article(io, context))
  app.get('/v1/desk/feeds', async (context) => answer(context, { products: await listProducts(io.ports.table) }))
  app.get('/v1/desk/feeds/:product/:language', (context) => feed(io, context))
  app.get('/v1/desk/cost', (context) => cost(io, context))
  app.post('/v1/desk/partners', (context) => addOne(io, context))
  return app
}

/** Never kept by anything between us and the desk. */
function answer(context: Context, body: object, status: 200 | 201 | 202 = 200): Response {
  return context.json(body, status, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
}

async function upload(io: DeskApi, context: Context): Promise<Response> {
  const desk = io.desks.find(({ name }) => name === context.req.param('desk'))
  if (desk === undefined)
    return problem(context, 'not-found', `There is no such desk. The desks are: ${io.desks.map(({ name }) => name).join(', ')}.`)
  const name = uploadName(context.req.param('name') ?? '')
  if (name === '') return problem(context, 'upload-invalid', 'The upload needs a name: PUT /v1/desk/uploads/{desk}/{name}.')
  const wishes = wishesIn(context)
  if (typeof wishes === 'string') return problem(context, 'upload-invalid', wishes)
  const again = context.req.header('idempotency-key')
  if (again !== undefined && !/^[\x21-\x7e]{1,200}$/.test(again))
    return problem(context, 'upload-invalid', '"Idempotency-Key" has 1 to 200 visible ASCII characters.')
  if (Number(context.req.header('content-length') ?? 0) > io.maxBytes) return tooLarge(io, context)
  const bytes = new Uint8Array(await context.req.arrayBuffer())
  if (bytes.length > io.maxBytes) return tooLarge(io, context)
  if (bytes.length === 0) return problem(context, 'upload-invalid', 'The upload is empty.')
  const dropped = { key: `${desk.prefix}/${name}`, versionId: `api-${again ?? randomUUID()}` }
  const known = (await io.ports.table.get(keys.upload(uploadId(dropped, wishes)))) !== undefined
  const inbox = oneUpload(dropped, bytes)
  const id = await receive({ ports: io.ports, inbox, desks: io.desks, observe: io.observe }, dropped, wishes)
  return answer(context, { upload: id, known }, 202)
}

const tooLarge = (io: DeskApi, context: Context) =>
  problem(context, 'upload-too-large', `The upload has more than ${io.maxBytes} bytes: put it into the drop box instead.`)

/** What the desk says along; a text: why that cannot be. */
function wishesIn(context: Context): Wishes | string {
  const { id: asId, replaces } = context.req.query()
  if (asId !== undefined && replaces !== undefined) return '"id" and "replaces" exclude each other.'
  if (asId !== undefined && (asId.trim() === '' || asId.length > 200)) return '"id" has 1 to 200 characters.'
  if (replaces !== undefined && !isArticleId(replaces)) return '"replaces" is our id of an article.'
  return { ...(asId === undefined ? {} : { asId }), ...(replaces === undefined ? {} : { replaces }) }
}

async function uploadState(io: DeskApi, context: Context): Promise<Response> {
  const id = context.req.param('upload') ?? ''
  const item = /^[0-9a-f]{32}$/.test(id) ? await getValue<UploadItem>(io.ports.table, keys.upload(id)) : undefined
  return item ? answer(context, { upload: { ...item, upload: id } }) : problem(context, 'not-found', 'No such upload.')
}

async function board(io: DeskApi, context: Context): Promise<Response> {
  const { since: sinceText = '', cursor } = context.req.query()
  const since = /^\d{4}-\d\d-\d\dT/.test(sinceText) ? Date.parse(sinceText) : Number.NaN
  if (Number.isNaN(since)) return problem(context, 'since-invalid', '"since" is a time in ISO 8601, e.g. 2026-11-24T08:00:00Z.')
  if (cursor !== undefined && !/^\d{4}-\d\d-\d\dT[\d:.]+Z#[0-9a-f]{32}$/.test(cursor))
    return problem(context, 'cursor-invalid', '"cursor" is the "next" of an earlier answer.')
  const rows: BoardRow[] = []
  const { table, clock } = io.ports
  const end = clock() + BOARD_MS
  for await (const { cursor: next, ...row } of surveyBoard(table, clock(), since, cursor)) {
    rows.push(row)
    if (rows.length >= BOARD_PAGE || clock() > end) return answer(context, { rows, next })
  }
  return answer(context, { rows })
}

async function article(io: DeskApi, context: Context): Promise<Response> {
  const id = context.req.param('id') ?? ''
  const story = isArticleId(id) ? await articleStory(io.ports.table, id) : undefined
  return story ? answer(context, story) : problem(context, 'not-found', 'No such article.')
}

async function feed(io: DeskApi, context: Context): Promise<Response> {
  const product = context.req.param('product') ?? ''
  return feedPage(io, context, { name: 'desk', products: [product] })
}

/** A new partner key, told this once: the store has its hash. */
async function addOne(io: DeskApi, context: Context): Promise<Response> {
  const { name, products } = (await context.req.json().catch(() => ({}))) as { readonly name?: unknown; readonly products?: unknown }
  if (typeof name !== 'string' || !/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(name))
    return problem(context, 'partner-invalid', '"name" is lower-case letters, digits and hyphens, at most 40.')
  const known = (await listProducts(io.ports.table)).map((product) => product.name)
  const wanted = Array.isArray(products) ? products : []
  if (wanted.length === 0 || !wanted.every((each) => known.includes(each as string)))
    return problem(context, 'partner-invalid', `"products" is a list of products; there are: ${known.join(', ')}.`)
  const key = newPartnerKey()
  await addPartner(io.ports.table, key, { name, products: [...new Set(wanted as string[])] }, new Date(io.ports.clock()).toISOString())
  return answer(context, { name, key }, 201)
}

async function cost(io: DeskApi, context: Context): Promise<Response> {
  const text = context.req.query('months') ?? '3'
  const count = /^[1-9]\d?$/.test(text) ? Number(text) : 0
  if (count < 1 || count > 24) return problem(context, 'months-invalid', '"months" is a whole number from 1 to 24.')
  const months = lastMonths(io.ports.clock(), count)
  const engines = await Promise.all(
    Object.entries(io.ceilings).map(async ([engine, ceiling]) => {
      const spends = await Promise.all(months.map(async (month) => [month, await spendOf(io.ports.table, engine, month)] as const))
      return { engine, ceiling, months: Object.fromEntries(spends) }
    }),
  )
  return answer(context, { engines })
}

/** This month and those before it, newest first: `2026-11`. */
export function lastMonths(now: number, count: number): readonly string[] {
  const date = new Date(now)
  return Array.from({ length: count }, (_, back) => monthOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1)))
}
