import type { DatabaseSync } from 'node:sqlite'
import { feedPartition, keys } from '@depesche/pipeline/keys'

/** The feeds' epoch in a database; `undefined`: it cannot be read, or none was ever raised. */
export function epochIn(db: DatabaseSync): number | undefined {
  try {
    const { partition, sort } = keys.epoch
    const row = db.prepare('SELECT value FROM items WHERE partition = ? AND sort = ?').get(partition, sort) as
      | { readonly value: string }
      | undefined
    return row === undefined ? 1 : (JSON.parse(row.value) as { readonly epoch: number }).epoch
  } catch {
    return undefined
  }
}

/** Begins every feed of an epoch with what another one said, at the same sequences: the markers point there. Answers how many entries. */
export function continueFeeds(db: DatabaseSync, from: number, to: number): number {
  const prefix = (epoch: number) => feedPartition(epoch, { product: '', language: '' }).slice(0, -1)
  const copy = db.prepare(
    `INSERT OR IGNORE INTO items (partition, sort, rev, by, value)
      SELECT ? || substr(partition, ?), sort, rev, by, value FROM items WHERE partition >= ? AND partition < ?`,
  )
  return Number(copy.run(prefix(to), prefix(from).length + 1, prefix(from), `${prefix(from)}\u{10ffff}`).changes)
}
