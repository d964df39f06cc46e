import { keys } from '../keys.ts'
import type { Table } from '../ports.ts'
import { getValue } from './items.ts'

/** The feeds' epoch: 1 until a restore raises it. Cursors of another epoch are refused. */
export async function currentEpoch(table: Table): Promise<number> {
  return (await getValue<{ readonly epoch: number }>(table, keys.epoch))?.epoch ?? 1
}
