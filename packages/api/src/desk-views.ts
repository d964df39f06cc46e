import { isArticleId } from '@depesche/article/model'
import { addPartner, newPartnerKey } from '@depesche/pipeline/ledger/partners'
import { listProducts } from '@depesche/pipeline/ledger/products'
import { monthOf, spendOf } from '@depesche/pipeline/ledger/spend'
import { type BoardRow, surveyBoard } from '@depesche/pipeline/survey'
import type { Context } from 'hono'
import { articleWhole } from './article-whole.ts'
import { answer, type DeskDoor } from './desk-door.ts'
import { feedPage } from './feed-page.ts'
import { problem } from './problem.ts'
import { PAGE_LINES, PAGE_MS, windowIn } from './time-window.ts'

/** The uploads since a time and their articles, newest first, page by page. */
export async function board(io: DeskDoor, context: Context): Promise<Response> {
  const window = windowIn(context)
  if (window instanceof Response) return window
  const rows: BoardRow[] = []
  const { table, clock } = io.ports
  const end = clock() + PAGE_MS
  for await (const { cursor: next, ...row } of surveyBoard(table, clock(), window.since, window.cursor)) {
    rows.push(row)
    if (rows.length >= PAGE_LINES || clock() > end) return answer(context, { rows, next })
  }
  return answer(context, { rows })
}

/** One article whole. */
export async function article(io: DeskDoor, context: Context): Promise<Response> {
  const id = context.req.param('id') ?? ''
  const story = isArticleId(id) ? await articleWhole(io.ports.table, id, io.ports.clock()) : undefined
  return story ? answer(context, story) : problem(context, 'not-found', 'No such article.')
}

/** A feed as its partners get it. */
export async function feed(io: DeskDoor, context: Context): Promise<Response> {
  const product = context.req.param('product') ?? ''
  return feedPage(io, context, { name: 'desk', products: [product] })
}

/** A new partner key, told this once: the store has its hash. */
export async function newPartner(io: DeskDoor, context: Context): Promise<Response> {
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

/** What was sent to engines that bill. */
export async function cost(io: DeskDoor, context: Context): Promise<Response> {
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
