/** What is lost before a replay. The archive and the translations that were bought are kept. */
import type { Documents, Table } from '@depesche/pipeline/ports'
import { ID, type Scenario } from './scenario.ts'

async function clear(table: Table, partition: string, from: string, to: string): Promise<void> {
  for (const { sort, rev } of await table.query(partition, { from, to, limit: 1000 })) await table.delete({ partition, sort }, rev)
}

/** Damages the stores. Answers whether the head went. */
export async function disaster(kind: Scenario['disaster'], table: Table, documents: Documents): Promise<boolean> {
  if (kind === 'nothing' || kind === 'none') return false
  const partition = `A#${ID}`
  await clear(table, partition, 'HEAD', 'HEAD')
  if (kind === 'heads') return true
  await clear(table, partition, 'V#', 'V#\uffff')
  await clear(table, partition, 'L#', 'L#\uffff')
  for (const prefix of [`articles/${ID}/`, 'syndicated/'])
    for (const key of await documents.list(prefix, '', 1000)) if (key.includes(ID)) await documents.delete(key)
  return true
}
