import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase, UnusableDatabase } from '@depesche/local/database'
import { names } from '../node.ts'
import { size } from '../terminal/style.ts'
import { type Check, checked, fine, wrong } from './check.ts'

/** Looking through a larger file takes too long beside a wire that runs. */
const MOST_BYTES = 1e9
const MOST_WAL_BYTES = 64e6

const BACKUP = 'stop "depesche up" and bring a backup back: depesche restore FILE (docs/operations.md)'

/** Whether the one file opens and is whole. */
export function database(folder: string): Promise<Check> {
  const path = join(folder, names.database)
  return checked('database', async () => {
    if (!existsSync(path)) return fine('database', 'none yet: the first "npm start" makes it')
    const bytes = statSync(path).size
    if (bytes > MOST_BYTES) return opens(path, `${size(bytes)}, opens; too large to be looked through here`)
    return whole(path, bytes)
  })
}

function opens(path: string, says: string): Check {
  openDatabase(path).close()
  return fine('database', says)
}

function whole(path: string, bytes: number): Check {
  try {
    const db = openDatabase(path)
    try {
      const { quick_check: found } = db.prepare('PRAGMA quick_check(1)').get() as { readonly quick_check: string }
      return found === 'ok' ? fine('database', `${size(bytes)}, whole`) : wrong('database', `${path} is damaged: ${found}`, BACKUP)
    } finally {
      db.close()
    }
  } catch (error) {
    const { message } = error as Error
    return wrong('database', message, error instanceof UnusableDatabase ? 'or name another folder with --data' : BACKUP)
  }
}

/** The log of writes that have not come into the file yet; to be looked at before anybody opens the file. */
export function writeAheadLog(folder: string): Check {
  const path = join(folder, `${names.database}-wal`)
  const bytes = existsSync(path) ? statSync(path).size : 0
  if (bytes <= MOST_WAL_BYTES) return fine('write-ahead log', size(bytes))
  return wrong(
    'write-ahead log',
    `${size(bytes)} in ${path}`,
    'a program that reads the file for long keeps it from shrinking: end that, then stop and start "depesche up"',
  )
}
