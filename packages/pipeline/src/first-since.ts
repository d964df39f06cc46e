import type { Feed } from '@depesche/syndication/product'
import { keys } from './keys.ts'
import { getValue } from './ledger/items.ts'
import type { Entry } from './ledger/shapes.ts'
import type { Table } from './ports.ts'

/** Clocks that wrote entries differ by less: what lies so close before an instant counts as after it. */
const SLACK_MS = 60_000

/**
 * The sequence after which a feed's entries are of `since` (ISO 8601) or later: by halves, as a feed has no gaps and its entries'
 * times grow but for what clocks differ.
 */
export async function sequenceBefore(table: Table, feed: Feed, since: string, tail: { epoch: number; sequence: number }): Promise<number> {
  const instant = Date.parse(since) - SLACK_MS
  let [before, from] = [0, tail.sequence + 1]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    const entry = await getValue<Entry>(table, keys.entry(tail.epoch, feed, middle))
    if (entry !== undefined && Date.parse(entry.at) < instant) before = middle
    else from = middle
  }
  return before
}
