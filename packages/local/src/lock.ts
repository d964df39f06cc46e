import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isBusy, ownFile } from './database.ts'

/** Who holds a folder. */
export interface Holder {
  readonly pid: number
  readonly port?: number
  /** what it does there; absent: it is an `up` */
  readonly doing?: 'restore'
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
  const db = lockPatiently(join(folder, FOLDER_LOCK))
  if (db === undefined) throw new FolderInUse(folder, readHolder(folder))
  // at once: what the last holder left behind must not be taken for us
  writeHolder(folder, { pid: process.pid })
  return {
    announce: (holder) => writeHolder(folder, holder),
    release: () => {
      rmSync(holderFile(folder), { force: true })
      db.close()
    },
  }
}

const FOLDER_LOCK = 'lock.db'
const REPLAY_LOCK = 'replay.db'

/** Takes the replay of a folder for this process, beside whoever holds the folder. Answers how to let it go; `undefined`: one runs. */
export function lockReplay(folder: string): (() => void) | undefined {
  const db = lockPatiently(join(folder, REPLAY_LOCK))
  return db && (() => db.close())
}

/** True while a replay of that folder runs; one that was cut off does not. */
export function isReplayRunning(folder: string): boolean {
  const release = lockReplay(folder)
  release?.()
  return release === undefined
}

/** A probe of `holderOf` holds the lock for a moment: not yet a reason to give up. */
function lockPatiently(file: string): DatabaseSync | undefined {
  for (let tries = 1; ; tries++) {
    const db = tryLock(file)
    if (db !== undefined || tries >= TRIES) return db
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 40)
  }
}

/** The running `up` of a folder, or a restore; `undefined`: none runs there. */
export function holderOf(folder: string): Holder | undefined {
  const db = lockPatiently(join(folder, FOLDER_LOCK))
  if (db === undefined) return readHolder(folder)
  db.close()
  return undefined
}

function tryLock(file: string): DatabaseSync | undefined {
  const db = new DatabaseSync(ownFile(file), { timeout: 0 })
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
  // whole or not at all: others read it at any time
  const part = `${holderFile(folder)}.part`
  writeFileSync(part, `${JSON.stringify(holder)}\n`, { mode: 0o600 })
  renameSync(part, holderFile(folder))
}

function readHolder(folder: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(holderFile(folder), 'utf8')) as Holder
  } catch {
    return undefined
  }
}
