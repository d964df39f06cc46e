import { keys } from '../keys.ts'
import { getValue, queryAll } from '../ledger/items.ts'
import type { UploadItem } from '../ledger/shapes.ts'
import type { Table } from '../ports.ts'

/** The articles of which something came on a day. */
export async function articlesOf(table: Table, day: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  for await (const { value } of queryAll<{ readonly upload: string }>(table, `B#${day}`, '', '\uffff')) {
    const upload = await getValue<UploadItem>(table, keys.upload(value.upload))
    if (upload?.assigned) ids.add(upload.assigned.id)
  }
  return ids
}
