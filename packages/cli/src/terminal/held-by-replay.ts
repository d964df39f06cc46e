import { isReplayRunning } from '@depesche/local/lock'
import { keys } from '@depesche/pipeline/keys'
import { replayingOf } from '@depesche/pipeline/ledger/epoch'
import type { Table } from '@depesche/pipeline/ports'
import { paint } from './style.ts'

/** Why nothing leaves, where a replay runs or was cut off, and what helps; `undefined`: neither. */
export async function heldByReplay(table: Table, folder: string): Promise<string | undefined> {
  const replaying = replayingOf(await table.get(keys.epoch))
  if (replaying === undefined) return undefined
  const since = replaying.at.slice(0, 19).replace('T', ' ')
  if (isReplayRunning(folder))
    return `the ledger is being rebuilt since ${since} UTC: nothing leaves, and the API answers 503, until it is through`
  return `${paint('red', 'cut off')}     a replay that began at ${since} UTC has not come to its end: nothing leaves, and the API answers 503
            run "depesche replay --yes", beside this or without it: it begins anew and ends the same`
}
