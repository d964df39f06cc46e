import { type Reader, readableSince } from '@depesche/syndication/entitlement'
import type { Feed } from '@depesche/syndication/product'
import { readJournal } from './ledger/journal.ts'
import type { EntryEvent } from './ledger/shapes.ts'
import type { Clock, Table } from './ports.ts'

/** What a feed once said of an article: never its text, which may not be shown any more. */
export interface Said {
  readonly event: EntryEvent
  readonly version: number
  /** ISO 8601, UTC */
  readonly at: string
}

/**
 * What a feed has said of an article so far, oldest first, as far back as the reader's contract looks. For an item that the exits answer
 * or answer `gone`: who may not have it may not have this. Where the journal is retired, from there on.
 */
export async function itemHistory(
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  reader: Reader,
  feed: Feed,
  id: string,
): Promise<readonly Said[]> {
  const since = readableSince(reader, feed, clock()) ?? Number.POSITIVE_INFINITY
  const said = new Map<string, Said>()
  for (const line of await readJournal(table, id)) {
    const isOfFeed = line.kind === 'entry' && line.product === feed.product && line.language === feed.language
    if (!isOfFeed || Date.parse(line.at) < since) continue
    const { event, version, at } = line
    // a restore tells the same entry under another epoch
    said.set(`${at} ${event} ${version}`, { event, version, at })
  }
  return [...said.values()]
}
