import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { ItemTooLarge, type Key, MAX_ITEM_BYTES, type Range, type Stored, type Table, type Value } from '@depesche/pipeline/ports'
import type { Commits } from './commits.ts'

interface Row {
  readonly sort: string
  readonly rev: number
  readonly by: string
  readonly value: string
}
const stored = ({ sort, rev, by, value }: Row): Stored => ({ sort, rev, by, value: JSON.parse(value) as Value })

/** Keys of one compound SELECT: SQLite takes 500. */
const MANY = 100

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
  /** One statement for several keys: one lock of the file, one moment in time. */
  const many = new Map<number, StatementSync>()
  const statementFor = (count: number) => {
    const known = many.get(count)
    if (known) return known
    const one = (index: number) => `SELECT ${index} AS place, sort, rev, by, value FROM items WHERE partition = ? AND sort = ?`
    const made = db.prepare(Array.from({ length: count }, (_, index) => one(index)).join(' UNION ALL '))
    many.set(count, made)
    return made
  }
  const readMany = (keys: readonly Key[]) => {
    const found: (Stored | undefined)[] = keys.map(() => undefined)
    for (let start = 0; start < keys.length; start += MANY) {
      const part = keys.slice(start, start + MANY)
      const rows = statementFor(part.length).all(...part.flatMap(({ partition, sort }) => [partition, sort])) as unknown as (Row & {
        readonly place: number
      })[]
      for (const row of rows) found[start + row.place] = stored(row)
    }
    return found
  }
  const read = ({ partition, sort }: Key) => {
    const row = get.get(partition, sort) as unknown as Row | undefined
    return row && stored(row)
  }
  return {
    get: async (key) => read(key),
    getMany: async (keys) => readMany(keys),
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
