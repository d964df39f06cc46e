/** What is lost before a replay. The archive and the translations that were bought are kept. */
import type { Documents, Stored, Table } from '@depesche/pipeline/ports'
import type { Code } from './code.ts'
import { FEEDS, ID, type Scenario } from './scenario.ts'

/** The stores as they were at one moment. */
export interface Backup {
  readonly items: ReadonlyMap<string, readonly Stored[]>
  readonly documents: ReadonlySet<string>
}

const ALL = { from: '', limit: 10_000 }

async function clear(table: Table, partition: string, from: string, to: string): Promise<void> {
  for (const { sort, rev } of await table.query(partition, { from, to, limit: 10_000 })) await table.delete({ partition, sort }, rev)
}

/** Copies what stands now; `partitions`: all that were ever written. */
export async function backUp(table: Table, documents: Documents, partitions: Iterable<string>): Promise<Backup> {
  const items = new Map<string, readonly Stored[]>()
  for (const partition of partitions) items.set(partition, await table.query(partition, ALL))
  return { items, documents: new Set(await documents.list('', '', 100_000)) }
}

/**
 * As the restore of one machine does: the backup takes the place of everything but the archive and the translations that
 * came since, and the feeds go on from it in a new epoch.
 */
export async function restore(code: Code, backup: Backup, table: Table, documents: Documents, partitions: Iterable<string>): Promise<void> {
  for (const partition of partitions) await clear(table, partition, '', '\uffff')
  for (const [partition, items] of backup.items)
    for (const { sort, value } of items) await table.put({ partition, sort }, value, { rev: 0, by: 'restore' })
  for (const key of await documents.list('', '', 100_000))
    if (!backup.documents.has(key) && !/^(?:originals|translations)\//.test(key)) await documents.delete(key)
  await code.beginReplay(table, '2026-03-03T00:00:00.000Z', true)
  for (const { product, language } of FEEDS)
    for (const { sort, value } of backup.items.get(`F#1#${product}#${language}`) ?? [])
      await table.put({ partition: `F#2#${product}#${language}`, sort }, value, { rev: 0, by: 'restore' })
}

/** Damages the stores. Answers whether the head went. */
export async function damage(kind: Scenario['disaster'], table: Table, documents: Documents): Promise<boolean> {
  if (kind === 'nothing' || kind === 'none') return false
  const partition = `A#${ID}`
  await clear(table, partition, 'HEAD', 'HEAD')
  if (kind === 'heads') return true
  await clear(table, partition, 'V#', 'V#\uffff')
  await clear(table, partition, 'L#', 'L#\uffff')
  for (const prefix of [`articles/${ID}/`, 'syndicated/'])
    for (const key of await documents.list(prefix, '', 1000)) if (key.includes(ID)) await documents.delete(key)
  return true
}
