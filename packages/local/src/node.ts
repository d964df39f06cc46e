import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock, Ports } from '@depesche/pipeline/ports'
import { Commits } from './commits.ts'
import { type Durability, openDatabase } from './database.ts'
import { sqliteDocuments } from './documents.ts'
import { type LocalQueue, sqliteQueue } from './queue.ts'
import { sqliteTable } from './table.ts'

/** The storage of one machine. */
export interface LocalStore {
  readonly ports: Omit<Ports, 'inbox'> & { readonly queue: LocalQueue }
  /** Settles when all is committed and the file is closed. */
  close(): Promise<void>
}

/** Names inside a data folder. */
export const names = { database: 'depesche.db', incoming: 'incoming', demoKey: 'demo-key' } as const

/** Makes the data folder, for its owner alone. */
export function makeDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** Opens the ports on `{folder}/depesche.db`, or in memory when there is no folder. */
export function openStore(folder: string | undefined, clock: Clock = Date.now, durability: Durability = 'at-once'): LocalStore {
  const db = openDatabase(folder === undefined ? ':memory:' : join(folder, names.database), durability)
  const commits = new Commits(db)
  const queue = sqliteQueue(db, commits, clock)
  return {
    ports: { table: sqliteTable(db, commits), documents: sqliteDocuments(db, commits), queue, clock },
    close: async () => {
      await commits.settled()
      db.close()
    },
  }
}
