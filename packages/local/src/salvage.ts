import type { DatabaseSync } from 'node:sqlite'
import { assertHashKey } from '@depesche/pipeline/hash-key'

/** A document that could be read whole, and how far (0 to 1) the reading is. */
export interface Saved {
  readonly key: string
  readonly bytes: Uint8Array
  readonly share: number
}

interface Row {
  readonly rowid: number
  readonly key: string
}

const PAGE = 500
/** No row is smaller, whatever the damage: bounds the search where the last row cannot be asked for. */
const LEAST_ROW_BYTES = 64

/** Every document of a damaged database that is wanted and can be read whole: its key says what its bytes must be. */
export function* salvage(db: DatabaseSync, wanted: (key: string) => boolean): Generator<Saved> {
  const one = db.prepare('SELECT bytes FROM documents WHERE rowid = ?')
  const last = lastRow(db)
  for (const { rowid, key } of rows(db, last)) {
    const bytes = wanted(key) ? attempt(() => (one.get(rowid) as { readonly bytes: Uint8Array } | undefined)?.bytes) : undefined
    if (bytes !== undefined && isWhole(key, bytes)) yield { key, bytes, share: rowid / Math.max(1, last) }
  }
}

/** Page by page as long as that goes, and one by one over what is damaged. */
function* rows(db: DatabaseSync, last: number): Generator<Row> {
  const page = db.prepare('SELECT rowid, key FROM documents NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?')
  const one = db.prepare('SELECT rowid, key FROM documents WHERE rowid = ?')
  for (let after = 0; after < last; ) {
    const found = attempt(() => page.all(after, PAGE) as unknown as readonly Row[])
    if (found !== undefined) {
      yield* found
      const end = found.at(-1)
      if (end === undefined) return
      after = end.rowid
      continue
    }
    for (const end = after + PAGE; after < end; ) {
      const row = attempt(() => one.get(++after) as unknown as Row | undefined)
      if (row) yield row
    }
  }
}

function lastRow(db: DatabaseSync): number {
  const found = attempt(() => db.prepare('SELECT max(rowid) AS last FROM documents').get() as { readonly last: number | null })
  if (found !== undefined) return found.last ?? 0
  const pages = (pragma: string) => Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] as number
  return Math.ceil((pages('page_count') * pages('page_size')) / LEAST_ROW_BYTES)
}

/** `undefined` for what stands on a damaged page. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

function isWhole(key: string, bytes: Uint8Array): boolean {
  try {
    assertHashKey(key, bytes)
    return true
  } catch {
    return false
  }
}
