import { keys } from '../keys.ts'
import type { Stored, Table } from '../ports.ts'
import { updateItem, valueIn } from './items.ts'

interface EpochItem {
  readonly epoch: number
  /** the ledger is being rebuilt from the archive, since then (ISO 8601, UTC): nothing leaves, and no feed is written */
  readonly replaying?: string
  /** the day of the archive from which it is being rebuilt; absent: all of it */
  readonly since?: string
}

/** A replay that is under way, or was cut off. */
export interface Replaying {
  readonly at: string
  /** the day of the archive that it begins with; empty: all of it */
  readonly since: string
}

/** The feeds' epoch as its item says: 1 until a restore raises it. Cursors of another epoch are refused. */
export function epochOf(item: Stored | undefined): number {
  return valueIn<EpochItem>(item)?.epoch ?? 1
}

/** True while a replay is under way, or was and has not come to its end. */
export function isReplaying(item: Stored | undefined): boolean {
  return valueIn<EpochItem>(item)?.replaying !== undefined
}

/** The replay that is under way, or was cut off before its end; `undefined`: none. */
export function replayingOf(item: Stored | undefined): Replaying | undefined {
  const { replaying, since = '' } = valueIn<EpochItem>(item) ?? {}
  return replaying === undefined ? undefined : { at: replaying, since }
}

/** The feeds' epoch now. */
export async function currentEpoch(table: Table): Promise<number> {
  return epochOf(await table.get(keys.epoch))
}

/**
 * Closes every exit until `endReplay`; `raise`: the feeds begin a new epoch, as after a restore. `since`: the day of the archive
 * to begin with; one that was cut off is begun anew from where it began, or the rest of it would pass for rebuilt.
 */
export async function beginReplay(table: Table, at: string, raise = false, since = ''): Promise<number> {
  const stands = await updateItem<EpochItem>(table, keys.epoch, (item) => {
    const before = item?.replaying === undefined ? since : (item.since ?? '')
    const from = before < since ? before : since
    return { epoch: (item?.epoch ?? 1) + Number(raise), replaying: at, ...(from === '' ? {} : { since: from }) }
  })
  return stands?.epoch ?? 1
}

/** Opens the exits again. */
export async function endReplay(table: Table): Promise<void> {
  await updateItem<EpochItem>(table, keys.epoch, (item) => (item?.replaying === undefined ? undefined : { epoch: item.epoch }))
}
