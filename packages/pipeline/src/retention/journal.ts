import { keys } from '../keys.ts'
import { queryAll } from '../ledger/items.ts'
import type { Looked, Looking } from './looking.ts'

/** The lines of an article's journal that are old. Younger ones are looked for again, until none is left. */
export async function oldLines({ table, limit }: Looking, id: string): Promise<Looked> {
  const { partition } = keys.journal(id, '', '')
  const items: Looked['items'][number][] = []
  for await (const { sort, rev } of queryAll(table, partition, '', limit)) items.push({ partition, sort, rev })
  const younger = await table.query(partition, { from: limit, limit: 1 })
  return { documents: [], items, isDone: younger.length === 0 }
}
