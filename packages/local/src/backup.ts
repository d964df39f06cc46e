import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { openDatabase } from './database.ts'
import { names } from './node.ts'

/** A backup cannot be made there, or is none: the message says why, `remedy` what to do. */
export class BackupError extends Error {
  readonly remedy: string
  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'BackupError'
    this.remedy = remedy
  }
}

/** Pages between two looks at how far it is. */
const PAGES = 500

/**
 * Copies the database of a folder into a file that is not there yet, for its owner alone, as it is at one moment and while
 * others write to it. The copy stands under its name only when it is whole. Answers its bytes. Throws `BackupError`.
 */
export async function backUp(folder: string, file: string, onProgress: (share: number) => void): Promise<number> {
  refuse(file, 'backups are never overwritten: name another file')
  const part = `${file}.part`
  refuse(part, 'a backup to it runs, or was cut off: if none runs, remove it')
  closeSync(openSync(part, 'wx', 0o600))
  try {
    await copy(join(folder, names.database), part, onProgress)
    makeOneFile(part)
    inspect(part)
    refuse(file, 'backups are never overwritten: name another file')
    renameSync(part, file)
    return statSync(file).size
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

function refuse(file: string, remedy: string): void {
  if (existsSync(file)) throw new BackupError(`${file} is there already`, remedy)
}

async function copy(path: string, part: string, onProgress: (share: number) => void): Promise<void> {
  const db = openDatabase(path)
  try {
    // one moment for all of it: without a transaction of ours, every write of another process would begin the copy anew
    db.exec('BEGIN')
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    await backup(db, part, { rate: PAGES, progress: ({ totalPages, remainingPages }) => onProgress(1 - remainingPages / totalPages) })
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK')
    db.close()
  }
}

/** Without a log of writes beside it, so that the one file can be carried anywhere. */
function makeOneFile(part: string): void {
  const db = new DatabaseSync(part)
  db.exec('PRAGMA journal_mode = DELETE')
  db.close()
}

/** What stands in a backup. */
export interface Inspected {
  readonly bytes: number
  /** of the newest document of its archive: ISO 8601 up to the second; absent: it has none */
  readonly newest?: string
}

/** Looks whether a backup is whole. Throws `BackupError`. */
export function inspect(file: string): Inspected {
  if (!existsSync(file)) throw new BackupError(`there is no file ${file}`, 'name a file that "depesche backup" has written')
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const { quick_check: found } = db.prepare('PRAGMA quick_check(1)').get() as { readonly quick_check: string }
    if (found !== 'ok') throw new BackupError(`${file} is damaged: ${found}`, 'take an older backup')
    const { key } = db.prepare("SELECT max(key) AS key FROM documents WHERE key >= 'originals/' AND key < 'originals0'").get() as {
      readonly key: string | null
    }
    const newest = /\/(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)/.exec(key ?? '')
    return { bytes: statSync(file).size, ...(newest ? { newest: `${newest[1]} ${newest[2]}:${newest[3]}:${newest[4]}` } : {}) }
  } catch (error) {
    if (error instanceof BackupError) throw error
    throw new BackupError(
      `${file} is no backup of Depesche: ${(error as Error).message}`,
      'name a file that "depesche backup" has written',
      error,
    )
  } finally {
    db.close()
  }
}
