import type { Product } from '@depesche/syndication/product'
import { keys } from '../keys.ts'
import type { Head } from '../ledger/head.ts'
import { getValue } from '../ledger/items.ts'
import { type Applied, appliedRevision, applyProducts, changedProducts } from '../ledger/products.ts'
import { openWork, openWorkAt, REDRIVE_MS } from '../ledger/work.ts'
import type { Message, Ports } from '../ports.ts'
import { uploadsBackwards } from '../survey.ts'
import { languageMessages } from './language-messages.ts'
import type { Outcome } from './outcome.ts'

/** Uploads that one message looks at. */
const PAGE = 25

/** How far back articles are brought in step with changed products. */
const REAPPLY_DAYS = 400
const DAY_MS = 86_400_000

/**
 * Makes the ledger's products those of a configuration, and brings every article on the board in step with what changed.
 * `revision`: as `applyProducts`. Answers the names that changed, or `outdated`: a newer configuration stands.
 */
export async function configure(ports: Omit<Ports, 'inbox'>, products: readonly Product[], revision: number): Promise<Applied> {
  const { table, queue, clock } = ports
  if ((await changedProducts(table, products)).length === 0) return applyProducts(table, products, revision)
  if ((await appliedRevision(table)) > revision) return 'outdated'
  const since = new Date(clock() - REAPPLY_DAYS * DAY_MS).toISOString()
  const message = reapplying(`reapply-${revision}`, { since })
  // opened before the products are written, sent after: a crash between leaves either the work or the difference
  const work = await openWork(table, message, clock() + REDRIVE_MS)
  const applied = await applyProducts(table, products, revision)
  await queue.send({ ...message, work })
  return applied
}

const reapplying = (cause: string, reapply: NonNullable<Message['reapply']>): Message => ({ station: 'syndicate', cause, reapply })

/**
 * A page of the board: opens the work of each article's feeds and of the languages that a product now sells it in, then
 * that of the next page. A crash repeats the page, which changes nothing more.
 */
export async function reapply({ ports }: { readonly ports: Omit<Ports, 'inbox'> }, message: Message): Promise<Outcome> {
  const { table, clock } = ports
  const { since = '', cursor } = message.reapply ?? {}
  const ids = new Set<string>()
  let [seen, next] = [0, undefined as string | undefined]
  for await (const { upload, sort } of uploadsBackwards(table, clock(), Date.parse(since), cursor)) {
    if (upload.assigned) ids.add(upload.assigned.id)
    next = sort
    if (++seen >= PAGE) break
  }
  for (const id of ids) await driveOn(ports, id, message.cause)
  if (seen >= PAGE && next !== undefined) {
    const base = message.cause.split('@')[0] ?? message.cause
    await openWorkAt(ports, reapplying(`${base}@${next}`, { since, cursor: next }), clock())
  }
  return 'done'
}

async function driveOn({ table, queue, clock }: Omit<Ports, 'inbox'>, id: string, cause: string): Promise<void> {
  const head = await getValue<Head>(table, keys.head(id))
  if (head === undefined) return
  const feeds: Message = { station: 'syndicate', cause: `${cause.split('@')[0]}-${id}`, id }
  for (const each of [...(await languageMessages(table, id, head)), feeds])
    await queue.send({ ...each, work: await openWork(table, each, clock() + REDRIVE_MS) })
}
