import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

const SCHEMA = `
CREATE TABLE items (partition TEXT NOT NULL, sort TEXT NOT NULL, rev INTEGER NOT NULL, by TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (partition, sort)) WITHOUT ROWID;
CREATE TABLE documents (key TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE messages (id INTEGER PRIMARY KEY, lane TEXT NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
  dead INTEGER NOT NULL DEFAULT 0, error TEXT, body TEXT NOT NULL);
CREATE INDEX messages_lane ON messages (dead, lane, due, id);
`
const VERSION = 1

/** A write waits so long (ms) for another process before the caller tries again, without blocking this one for long. */
const BUSY_MS = 20

/** The file cannot be worked with, and trying again does not help: the message says why and what to do. */
export class UnusableDatabase extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'UnusableDatabase'
  }
}

/** Makes the file for its owner alone when it is not there; SQLite gives the files beside it the same permissions. */
export function ownFile(path: string): string {
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600))
  return path
}

/**
 * When a commit is on the disk. `at-once`: before it is acknowledged (`synchronous=FULL`). `in-order`: soon, and never before an
 * earlier one (`NORMAL`): for what is begun anew after a power failure, and then waits for no disk.
 */
export type Durability = 'at-once' | 'in-order'

/**
 * Opens the one file of a machine, or `:memory:`, with a write-ahead log. Throws `UnusableDatabase` for a file of a newer Depesche
 * or of something else, and what SQLite throws.
 */
export function openDatabase(path: string, durability: Durability = 'at-once'): DatabaseSync {
  const db = new DatabaseSync(ownFile(path), { timeout: 5_000 })
  try {
    prepare(db, path)
    if (durability === 'in-order') db.exec('PRAGMA synchronous = NORMAL')
    return db
  } catch (error) {
    db.close()
    if ((error as { readonly errcode?: number }).errcode === NOT_A_DATABASE)
      throw new UnusableDatabase(
        `${path} is not a database of Depesche: take it away, or bring a backup back with "depesche restore FILE"`,
        error,
      )
    throw error
  }
}
/** SQLite's own code for it */
const NOT_A_DATABASE = 26

function prepare(db: DatabaseSync, path: string): void {
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;')
  migrate(db, path)
  db.exec(`PRAGMA busy_timeout = ${BUSY_MS}`)
}

function migrate(db: DatabaseSync, path: string): void {
  db.exec('BEGIN IMMEDIATE')
  try {
    const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number }
    if (version > VERSION)
      throw new UnusableDatabase(`${path} was written by a newer Depesche (schema ${version}, this one knows ${VERSION}): update this one`)
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
