import { endOf, keys } from '../keys.ts'
import { queryAll } from '../ledger/items.ts'
import { listPartners } from '../ledger/partners.ts'
import type { Stored } from '../ports.ts'
import type { Looked, Looking } from './looking.ts'

/** What is found at a time: years of a busy partner's lines need not fit the memory. */
const GROUP = 100

/**
 * What partners have confirmed and when their keys were used, where that is old. The last line of each feed and of each key
 * stays, however old: it says how far the partner has come. A group ends at its first young line.
 */
export async function* oldReceipts(io: Looking): AsyncGenerator<Looked> {
  for (const { name } of await listPartners(io.table)) {
    const { partition } = keys.keyUse(name, '', '')
    for (let from = ''; ; ) {
      const [first] = await io.table.query(partition, { from, limit: 1 })
      if (first === undefined) break
      const group = groupOf(first.sort)
      yield* oldIn(io, partition, group)
      from = endOf(group)
    }
  }
}

/** Of a receipt; a key's use has its hour in the sort key. */
interface Line {
  readonly at?: string
}

/** What lines of one feed, or of one key, begin with. */
const groupOf = (sort: string) => `${sort.split('#').slice(0, 2).join('#')}#`

async function* oldIn({ table, limit }: Looking, partition: string, group: string): AsyncGenerator<Looked> {
  let items: Looked['items'][number][] = []
  let held: Stored<Line> | undefined
  for await (const line of queryAll<Line>(table, partition, group, endOf(group))) {
    // another follows: it is not the last
    if (held) items.push({ partition, sort: held.sort, rev: held.rev })
    if (timeOf(line, group) >= limit) break
    held = line
    if (items.length < GROUP) continue
    yield { documents: [], items, isDone: true }
    items = []
  }
  if (items.length > 0) yield { documents: [], items, isDone: true }
}

/** An hour is as old as its end. */
function timeOf({ sort, value }: Stored<Line>, group: string): string {
  return group.startsWith('KEY#') ? `${sort.slice(group.length)}:59:59.999Z` : String(value.at)
}
