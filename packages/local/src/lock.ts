import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isBusy } from './database.ts'

/** Who holds a folder. */
export interface Holder {
  readonly pid: number
  readonly port?: number
}

/** The folder belongs to a running `up`. */
export class FolderInUse extends Error {
  readonly holder: Holder | undefined
  constructor(folder: string, holder: Holder | undefined) {
    const who = holder === undefined ? 'another process' : `process ${holder.pid}`
    super(
      `${folder} is in use by ${who}: stop it ("kill ${holder?.pid ?? 'PID'}", or Ctrl-C in its terminal), or start this one with --data and another folder`,
    )
    this.name = 'FolderInUse'
    this.holder = holder
  }
}

export interface FolderLock {
  /** Tells other processes where we listen. */
  announce(holder: Holder): void
  release(): void
}

const TRIES = 5

/**
 * Takes the folder for this process: an exclusive SQLite lock, which the system frees when the process ends, kill -9
 * included. Throws `FolderInUse` with the holder's pid.
 */
export function lockFolder(folder: string): FolderLock {
  for (let tries = 1; ; tries++) {
    const db = tryLock(folder)
    if (db !== undefined) return { announce: (holder) => writeHolder(folder, holder), release: () => db.close() }
    // a probe of `holderOf` holds the lock for a moment: not yet a reason to refuse
    if (tries >= TRIES) throw new FolderInUse(folder, readHolder(folder))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 40)
  }
}

/** The running `up` of a folder; `undefined`: none runs there. */
export function holderOf(folder: string): Holder | undefined {
  const db = tryLock(folder)
  if (db === undefined) return readHolder(folder)
  db.close()
  return undefined
}

function tryLock(folder: string): DatabaseSync | undefined {
  const db = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (error) {
    db.close()
    if (isBusy(error)) return undefined
    throw error
  }
}

const holderFile = (folder: string) => join(folder, 'up.json')

function writeHolder(folder: string, holder: Holder): void {
  writeFileSync(holderFile(folder), `${JSON.stringify(holder)}\n`)
}

function readHolder(folder: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(holderFile(folder), 'utf8')) as Holder
  } catch {
    return undefined
  }
}
