import type { DatabaseSync } from 'node:sqlite'
import { ItemTooLarge, type Key, MAX_ITEM_BYTES, type Range, type Stored, type Table, type Value } from '@depesche/pipeline/ports'
import type { Commits } from './commits.ts'

interface Row {
  readonly sort: string
  readonly rev: number
  readonly by: string
  readonly value: string
}
const stored = ({ sort, rev, by, value }: Row): Stored => ({ sort, rev, by, value: JSON.parse(value) as Value })

/** The table on SQLite. Text is compared byte by byte (BINARY collation, UTF-8). */
export function sqliteTable(db: DatabaseSync, commits: Commits): Table {
  const get = db.prepare('SELECT sort, rev, by, value FROM items WHERE partition = ? AND sort = ?')
  const insert = db.prepare('INSERT OR IGNORE INTO items (partition, sort, rev, by, value) VALUES (?, ?, 1, ?, ?)')
  const update = db.prepare('UPDATE items SET rev = rev + 1, by = ?, value = ? WHERE partition = ? AND sort = ? AND rev = ?')
  const remove = db.prepare('DELETE FROM items WHERE partition = ? AND sort = ? AND rev = ?')
  const forwards = db.prepare(
    'SELECT sort, rev, by, value FROM items WHERE partition = ? AND sort >= ? AND sort <= ? ORDER BY sort LIMIT ?',
  )
  const backwards = db.prepare(
    'SELECT sort, rev, by, value FROM items WHERE partition = ? AND sort >= ? AND sort <= ? ORDER BY sort DESC LIMIT ?',
  )
  const read = ({ partition, sort }: Key) => {
    const row = get.get(partition, sort) as unknown as Row | undefined
    return row && stored(row)
  }
  return {
    get: async (key) => read(key),
    getMany: async (keys) => keys.map(read),
    put: async (key, value, { rev, by }) => {
      const json = JSON.stringify(value)
      const bytes = Buffer.byteLength(json)
      if (bytes > MAX_ITEM_BYTES) throw new ItemTooLarge(key, bytes)
      return commits.write(() => {
        const { changes } = rev === 0 ? insert.run(key.partition, key.sort, by, json) : update.run(by, json, key.partition, key.sort, rev)
        return Number(changes) === 1
      })
    },
    delete: ({ partition, sort }, rev) => commits.write(() => Number(remove.run(partition, sort, rev).changes) === 1),
    query: async (partition, { from = '', to = '\u{10ffff}', limit, backwards: reverse }: Range) =>
      ((reverse ? backwards : forwards).all(partition, from, to, limit) as unknown as Row[]).map(stored),
  }
}
