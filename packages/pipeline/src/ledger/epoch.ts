import { keys } from '../keys.ts'
import type { Stored, Table } from '../ports.ts'
import { valueIn } from './items.ts'

/** The feeds' epoch as its item says: 1 until a restore raises it. Cursors of another epoch are refused. */
export function epochOf(item: Stored | undefined): number {
  return valueIn<{ readonly epoch: number }>(item)?.epoch ?? 1
}

/** The feeds' epoch now. */
export async function currentEpoch(table: Table): Promise<number> {
  return epochOf(await table.get(keys.epoch))
}
