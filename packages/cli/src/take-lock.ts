import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FolderInUse, type FolderLock, holderOf, lockFolder } from '@depesche/local/lock'
import { READY } from '@depesche/local/swap'
import { Fault } from './fault.ts'

/** Takes a folder for this process alone. Throws `Fault` with who has it. */
export function takeLock(folder: string): FolderLock {
  try {
    return lockFolder(folder)
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    refuseWhileRestoring(folder)
    const { pid } = error.holder ?? {}
    throw new Fault(
      `"depesche up" runs on ${folder} already${pid === undefined ? '' : `, as process ${pid}`}`,
      `stop it (Ctrl-C in its terminal, or "kill ${pid ?? 'PID'}"), or give this one another folder with --data`,
    )
  }
}

/** What is written while a database is being replaced would be lost. Throws `Fault`. */
export function refuseWhileRestoring(folder: string): void {
  const holder = holderOf(folder)
  if (holder?.doing === 'restore')
    throw new Fault(`"depesche restore" works on ${folder}, as process ${holder.pid}`, 'wait until it is through')
  refuseHalfRestored(folder)
}

/** The writes of the old database lie beside it already: it must not be opened without them. Throws `Fault`. */
export function refuseHalfRestored(folder: string): void {
  if (existsSync(join(folder, READY)))
    throw new Fault(`a restore of ${folder} was cut off`, 'run "depesche restore FILE" again: it begins anew and ends the same')
}
