import { chmodSync, constants, copyFileSync, existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { beginReplay } from '@depesche/pipeline/ledger/epoch'
import { Commits } from './commits.ts'
import { openDatabase } from './database.ts'
import { continueFeeds, epochIn } from './feeds-epoch.ts'
import { names } from './node.ts'
import { openDamaged } from './open-damaged.ts'
import { KEPT, READY, removeDatabase, swap } from './swap.ts'
import { sqliteTable } from './table.ts'
import { takeOver } from './take-over.ts'

export interface Restoring {
  readonly folder: string
  /** the backup */
  readonly file: string
  /** now: ISO 8601, UTC */
  readonly at: string
  /** what is being done, and how far (0 to 1) it is */
  readonly onProgress: (share: number, doing: string) => void
}

export interface Restored {
  /** the feeds' epoch from now on */
  readonly epoch: number
  /** documents that the backup lacked, from the database that was there */
  readonly taken: number
  /** entries of the feeds that the new epoch begins with */
  readonly entries: number
  /** where the database that was there is kept; absent: there was none */
  readonly kept?: string
  /** nothing at all could be read in it */
  readonly isUnreadable: boolean
}

/**
 * Puts a backup in the place of a folder's database, together with all that arrived since and can still be read; the one that
 * was there is kept beside it. The ledger then waits for a replay, and nothing leaves before it. The caller holds the folder's
 * lock. Cut off anywhere it is begun anew: until the last step the old database stands.
 */
export async function restoreDatabase(io: Restoring): Promise<Restored> {
  const next = join(io.folder, `${names.database}.next`)
  removeDatabase(next)
  io.onProgress(0, 'copying the backup')
  copyFileSync(io.file, next, constants.COPYFILE_FICLONE)
  chmodSync(next, 0o600)
  const filled = await fill(io, next)
  renameSync(next, join(io.folder, READY))
  const kept = swap(io.folder, io.at)
  return { ...filled, ...(kept === undefined ? {} : { kept }) }
}

async function fill(io: Restoring, next: string): Promise<Omit<Restored, 'kept'>> {
  const db = openDatabase(next)
  const commits = new Commits(db)
  try {
    const { taken, epoch: known, isUnreadable } = takeAll(io, db)
    const before = epochIn(db) ?? 1
    let epoch: number
    do epoch = await beginReplay(sqliteTable(db, commits), io.at, true)
    while (
      // what a lost one said is not known: each restore keeps a file and raises the epoch by one
      epoch <= (known ?? before + keptIn(io.folder))
    )
    const entries = continueFeeds(db, before, epoch)
    await commits.settled()
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    return { epoch, taken, entries, isUnreadable }
  } finally {
    db.close()
  }
}

const keptIn = (folder: string) => readdirSync(folder).filter((name) => KEPT.test(name)).length

interface Taken {
  readonly taken: number
  readonly epoch: number | undefined
  readonly isUnreadable: boolean
}

/** From the database that is there, and from the one that a restore had ready before it was cut off: it may have more. */
function takeAll({ folder, file, onProgress }: Restoring, db: DatabaseSync): Taken {
  const all: Taken[] = []
  for (const source of [names.database, READY].map((name) => join(folder, name))) {
    const damaged = existsSync(source) ? openDamaged(source, file) : undefined
    if (damaged) {
      const taken = takeOver(db, damaged.db, (share) => onProgress(share, `taking what the backup lacks, ${Math.round(share * 100)} %`))
      all.push({ taken, epoch: epochIn(damaged.db), isUnreadable: false })
      damaged.close()
    } else if (existsSync(source)) all.push({ taken: 0, epoch: undefined, isUnreadable: true })
  }
  const epochs = all.flatMap(({ epoch }) => epoch ?? [])
  return {
    taken: all.reduce((sum, { taken }) => sum + taken, 0),
    epoch: epochs.length > 0 ? Math.max(...epochs) : undefined,
    isUnreadable: all.some((each) => each.isUnreadable),
  }
}
