import { copyFileSync, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { names } from './node.ts'

/** The name of a database that is ready to take its place. While it lies there, a restore was cut off. */
export const READY = `${names.database}.restored`

/** Names of databases that a restore has put aside. */
export const KEPT = /^depesche-[\dTZ-]+(?:\.\d+)?\.db$/

/** Takes a database away, with what SQLite puts beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
}

/** Puts the database that is ready in its place. The one that was there keeps its writes, under a dated name. Answers that name. */
export function swap(folder: string, at: string): string | undefined {
  const [current, ready] = [join(folder, names.database), join(folder, READY)]
  const kept = existsSync(current) ? keptName(folder, at) : undefined
  if (kept) keep(current, kept)
  // the log of writes belongs to the file that goes: the new one would read it as its own
  rmSync(`${current}-shm`, { force: true })
  if (kept && isFilled(`${current}-wal`)) renameSync(`${current}-wal`, `${kept}-wal`)
  rmSync(`${current}-wal`, { force: true })
  renameSync(ready, current)
  removeDatabase(ready)
  return kept
}

function keptName(folder: string, at: string): string {
  const base = join(folder, `depesche-${at.slice(0, 19).replaceAll(':', '-')}Z`)
  for (let count = 1; ; count++) {
    const name = count === 1 ? `${base}.db` : `${base}.${count}.db`
    if (!existsSync(name)) return name
  }
}

/** A second name at first: there is a database under the old one at any moment. */
function keep(current: string, kept: string): void {
  try {
    linkSync(current, kept)
  } catch {
    // a file system without links
    copyFileSync(current, kept)
  }
}

const isFilled = (path: string) => existsSync(path) && statSync(path).size > 0
