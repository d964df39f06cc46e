import { isArticleId } from '@depesche/article/model'
import { articleReceipts } from '@depesche/pipeline/article-receipts'
import { explain } from '@depesche/pipeline/explain'
import { monthOf, spendOf } from '@depesche/pipeline/ledger/spend'
import { type BoardRow, surveyBoard } from '@depesche/pipeline/survey'
import { readerOfProducts } from '@depesche/syndication/entitlement'
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
  const story = isArticleId(id) ? await articleWhole(io.ports, id, io.ports.clock()) : undefined
  return story ? answer(context, story) : problem(context, 'not-found', 'No such article.')
}

/** Why an article is in each product, or is not. */
export async function explained(io: DeskDoor, context: Context): Promise<Response> {
  const id = context.req.param('id') ?? ''
  const products = isArticleId(id) ? await explain(io.ports.table, id, io.ports.clock()) : undefined
  return products ? answer(context, { products }) : problem(context, 'not-found', 'No such article.')
}

/** Who has confirmed each feed's last entry of an article; with `entries=all` each entry of it. */
export async function receipts(io: DeskDoor, context: Context): Promise<Response> {
  const id = context.req.param('id') ?? ''
  const which = context.req.query('entries') ?? 'last'
  if (which !== 'last' && which !== 'all')
    return problem(context, 'entries-invalid', '"entries" is "all" or "last": without it each feed\'s last one.')
  const found = isArticleId(id) ? await articleReceipts(io.ports.table, id, io.ports.clock(), which) : undefined
  return found ? answer(context, { receipts: found }) : problem(context, 'not-found', 'No such article.')
}

/** A feed as its partners get it. */
export async function feed(io: DeskDoor, context: Context): Promise<Response> {
  const product = context.req.param('product') ?? ''
  return feedPage(io, context, readerOfProducts('desk', [product]))
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
