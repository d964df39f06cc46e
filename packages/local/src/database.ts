import { DatabaseSync } from 'node:sqlite'

const SCHEMA = `
CREATE TABLE items (partition TEXT NOT NULL, sort TEXT NOT NULL, rev INTEGER NOT NULL, by TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (partition, sort)) WITHOUT ROWID;
CREATE TABLE documents (key TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, lane TEXT NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
  dead INTEGER NOT NULL DEFAULT 0, error TEXT, body TEXT NOT NULL);
CREATE INDEX messages_lane ON messages (dead, lane, due, id);
CREATE INDEX messages_due ON messages (dead, due);
`
const VERSION = 1

/** A write waits so long (ms) for another process before the caller tries again, without blocking this one for long. */
const BUSY_MS = 20

/**
 * Opens the one file of a machine, or `:memory:`. WAL, every commit on the disk before it is acknowledged
 * (`synchronous=FULL`). Throws for a file of a newer Depesche, and what SQLite throws.
 */
export function openDatabase(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5_000 })
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;')
  migrate(db, path)
  db.exec(`PRAGMA busy_timeout = ${BUSY_MS}`)
  return db
}

function migrate(db: DatabaseSync, path: string): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number }
    if (version > VERSION)
      throw new Error(`${path} was written by a newer Depesche (schema ${version}, this one knows ${VERSION}): update this one`)
    if (version === 0) db.exec(`${SCHEMA} PRAGMA user_version = ${VERSION};`)
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

/** True for the errors that mean "another process is writing": worth another try. */
export function isBusy(error: unknown): boolean {
  const code = (error as { readonly errcode?: number }).errcode
  return code !== undefined && [5, 6].includes(code & 0xff)
}
