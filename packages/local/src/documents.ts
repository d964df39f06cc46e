import type { DatabaseSync } from 'node:sqlite'
import { assertHashKey } from '@depesche/pipeline/hash-key'
import type { Documents } from '@depesche/pipeline/ports'
import type { Commits } from './commits.ts'

/** Documents as rows of the same file, so that one backup holds everything. */
export function sqliteDocuments(db: DatabaseSync, commits: Commits): Documents {
  const insert = db.prepare('INSERT OR IGNORE INTO documents (key, bytes) VALUES (?, ?)')
  const get = db.prepare('SELECT bytes FROM documents WHERE key = ?')
  const list = db.prepare('SELECT key FROM documents WHERE key > ? AND key >= ? AND key < ? ORDER BY key LIMIT ?')
  const remove = db.prepare('DELETE FROM documents WHERE key = ?')
  return {
    put: async (key, bytes) => {
      assertHashKey(key, bytes)
      await commits.write(() => insert.run(key, bytes))
    },
    get: async (key) => (get.get(key) as { bytes: Uint8Array } | undefined)?.bytes,
    list: async (prefix, after, limit) =>
      (list.all(after, prefix, `${prefix}\u{10ffff}`, limit) as unknown as { key: string }[]).map(({ key }) => key),
    delete: async (key) => {
      await commits.write(() => remove.run(key))
    },
  }
}
