/**
 * Letting go of what a newsroom no longer keeps: uploads and decisions, documents of replaced versions, lines of journals
 * and receipts. Heads, languages, markers, feeds and uploads' items stay, so a kill still answers and nothing is published twice.
 */
import { keys } from './keys.ts'
import { isReplaying } from './ledger/epoch.ts'
import type { Documents, Table } from './ports.ts'
import { articlesOf } from './retention/board-day.ts'
import { dayOf, daysToLookAt, lookedAt } from './retention/days.ts'
import { oldLines } from './retention/journal.ts'
import type { Looked, Looking } from './retention/looking.ts'
import { oldOriginals } from './retention/originals.ts'
import { oldReceipts } from './retention/receipts.ts'
import { oldVersions } from './retention/versions.ts'

/** How many days each is kept; absent: for ever. */
export interface Keep {
  readonly originals?: number
  readonly versions?: number
  readonly journal?: number
}

/** One small piece of the work, after which others may have their turn. */
export interface RetireStep {
  readonly kind: keyof Keep
  readonly day: string
  /** documents, and lines of journals and receipts, that went with this step, or would go */
  readonly documents: number
  readonly lines: number
}

const DAY_MS = 86_400_000
/** What goes in one step. */
const GROUP = 20

/**
 * Goes over the days that have become old since the last time. A crash repeats a day, which changes nothing more. Nothing is
 * done while a replay is under way. `dryRun`: looks and counts.
 */
export async function* retire(
  stores: { readonly table: Table; readonly documents: Documents },
  keep: Keep,
  now: number,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): AsyncGenerator<RetireStep> {
  for (const kind of ['versions', 'journal', 'originals'] as const) {
    const days = keep[kind]
    if (days === undefined || isReplaying(await stores.table.get(keys.epoch))) continue
    const limit = now - days * DAY_MS
    // the whole of a day must be old
    const last = dayOf(Date.parse(dayOf(limit)) - DAY_MS)
    const io = { ...stores, limit: new Date(limit).toISOString() }
    for await (const day of daysToLookAt(stores.table, kind, last)) yield* retireDay(io, kind, day, day === last, dryRun)
    if (kind === 'journal') for await (const looked of oldReceipts(io)) yield* remove(io, kind, last, looked, dryRun)
  }
}

async function* retireDay(io: Looking, kind: keyof Keep, day: string, isLast: boolean, dryRun: boolean): AsyncGenerator<RetireStep> {
  let [isDone, isEmpty] = [true, true]
  for await (const looked of look(io, kind, day)) {
    isDone &&= looked.isDone
    isEmpty = false
    yield* remove(io, kind, day, looked, dryRun)
  }
  if (isEmpty) yield { kind, day, documents: 0, lines: 0 }
  // days without anything are passed in one go
  if (!dryRun && (!isEmpty || isLast)) await lookedAt(io.table, kind, day, isDone)
}

async function* look(io: Looking, kind: keyof Keep, day: string): AsyncGenerator<Looked> {
  if (kind === 'originals') {
    const looked = await oldOriginals(io, day)
    if (looked.documents.length > 0 || !looked.isDone) yield looked
    return
  }
  const old = kind === 'versions' ? oldVersions : oldLines
  for (const id of await articlesOf(io.table, day)) yield await old(io, id)
}

async function* remove(io: Looking, kind: keyof Keep, day: string, looked: Looked, dryRun: boolean): AsyncGenerator<RetireStep> {
  for (let start = 0; start === 0 || start < Math.max(looked.documents.length, looked.items.length); start += GROUP) {
    const [documents, items] = [looked.documents.slice(start, start + GROUP), looked.items.slice(start, start + GROUP)]
    if (!dryRun) {
      // one after the other: their order counts
      for (const key of documents) await io.documents.delete(key)
      await Promise.all(items.map(({ rev, ...key }) => io.table.delete(key, rev)))
    }
    yield { kind, day, documents: documents.length, lines: items.length }
  }
}
