import { closeSync, copyFileSync, existsSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** A damaged database, opened to be read as far as it can be. */
export interface Damaged {
  readonly db: DatabaseSync
  close(): void
}

/**
 * Opens a database that may be damaged, for reading; `undefined`: nothing of it can be read. Where its first page has gone,
 * which says what the file is, a copy of it is given that of the backup: the tables begin at the same pages in every file of ours.
 */
export function openDamaged(path: string, backup: string): Damaged | undefined {
  const db = openReadable(path)
  if (db) return { db, close: () => db.close() }
  const copy = `${path}.salvage`
  const away = () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true })
  }
  copyFileSync(path, copy)
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
  borrowFirstPage(copy, backup)
  const mended = openReadable(copy)
  const close = () => {
    mended?.close()
    away()
  }
  if (mended) return { db: mended, close }
  close()
  return undefined
}

function openReadable(path: string): DatabaseSync | undefined {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 1_000 })
  try {
    db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'documents'").get()
    db.prepare('SELECT rowid FROM documents WHERE rowid = 1').get()
    return db
  } catch {
    db.close()
    return undefined
  }
}

/** Offsets in SQLite's file header (https://www.sqlite.org/fileformat.html, section 1.3). */
const PAGE_SIZE = 16
const WRITE_VERSION = 18
const READ_VERSION = 19
const WAL = 2
const CHANGES = 24
const VALID_FOR = 92

function borrowFirstPage(path: string, backup: string): void {
  const header = Buffer.alloc(100)
  readAt(backup, header)
  const size = header.readUInt16BE(PAGE_SIZE)
  const page = Buffer.alloc(size === 1 ? 65_536 : size)
  readAt(backup, page)
  page[WRITE_VERSION] = page[READ_VERSION] = WAL
  // the backup's number of pages does not hold for this file: SQLite then counts them itself
  page.writeUInt32BE((page.readUInt32BE(CHANGES) + 1) >>> 0, VALID_FOR)
  const file = openSync(path, 'r+')
  writeSync(file, page, 0, page.length, 0)
  closeSync(file)
}

function readAt(path: string, into: Buffer): void {
  const file = openSync(path, 'r')
  readSync(file, into, 0, into.length, 0)
  closeSync(file)
}
