import type { DatabaseSync } from 'node:sqlite'
import { salvage } from './salvage.ts'

/** The archive, and what was bought. Everything else is made of them. */
const FOLDERS = ['originals/', 'translations/']
/** What stands nowhere else: the partners' keys, and what was spent. */
const PARTITIONS = ['K#', 'S#']
const BATCH = 200

/** Takes into a database what it lacks and a damaged one still has. Answers how many documents. */
export function takeOver(db: DatabaseSync, damaged: DatabaseSync, onProgress: (share: number) => void): number {
  const has = db.prepare('SELECT 1 FROM documents WHERE key = ?')
  const insert = db.prepare('INSERT OR IGNORE INTO documents (key, bytes) VALUES (?, ?)')
  const lacks = (key: string) => FOLDERS.some((folder) => key.startsWith(folder)) && has.get(key) === undefined
  let taken = 0
  db.exec('BEGIN')
  for (const { key, bytes, share } of salvage(damaged, lacks)) {
    taken += Number(insert.run(key, bytes).changes)
    if (taken % BATCH === 0) db.exec('COMMIT; BEGIN')
    onProgress(share)
  }
  for (const partition of PARTITIONS) takeItems(db, damaged, partition)
  db.exec('COMMIT')
  return taken
}

/** The item that was written more often is the newer one. */
function takeItems(db: DatabaseSync, damaged: DatabaseSync, partition: string): void {
  const newer = db.prepare(`INSERT INTO items (partition, sort, rev, by, value) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET rev = excluded.rev, by = excluded.by, value = excluded.value WHERE excluded.rev > items.rev`)
  const read = damaged.prepare('SELECT partition, sort, rev, by, value FROM items WHERE partition >= ? AND partition < ?')
  try {
    for (const row of read.iterate(partition, `${partition}\u{10ffff}`)) newer.run(row.partition!, row.sort!, row.rev!, row.by!, row.value!)
  } catch {
    // what stands behind a damaged page is lost
  }
}
