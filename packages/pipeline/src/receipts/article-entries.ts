import type { Feed } from '@depesche/syndication/product'
import { keys } from '../keys.ts'
import { getValue } from '../ledger/items.ts'
import type { JournalLine } from '../ledger/journal.ts'
import type { Entry, EntryEvent, Marker } from '../ledger/shapes.ts'
import type { Table } from '../ports.ts'
import type { ArticleSurvey } from '../survey.ts'

/** A feed as it stands now. */
export interface FeedNow {
  readonly table: Table
  readonly epoch: number
  readonly feed: Feed
}

/** An entry of an article in a feed. `at`: ISO 8601, UTC. */
export interface ArticleEntry {
  readonly sequence: number
  readonly event: EntryEvent
  readonly version: number
  readonly at: string
}

/** Where a feed has, or had, entries of an article, in order: the journal knows each, the marker the last one. */
export function sequencesIn({ product, language }: Feed, { carried, from }: Marker, journal: readonly JournalLine[]): readonly number[] {
  const noted = journal.flatMap((line) =>
    line.kind === 'entry' && line.product === product && line.language === language ? [line.sequence] : [],
  )
  return [...new Set(carried ? [...noted, from] : noted)].toSorted((a, b) => a - b)
}

/** Whether retention has taken no line of an article's journal: the lines of all versions stand. */
export function isWhole(journal: readonly JournalLine[], { versions }: ArticleSurvey): boolean {
  const noted = new Set(journal.flatMap((line) => (line.kind === 'version' ? [line.version] : [])))
  return versions.every(({ version }) => noted.has(version))
}

/** An article's last entry in a feed, or all of those places, oldest first. */
export async function entriesAt(
  { table, epoch, feed }: FeedNow,
  id: string,
  sequences: readonly number[],
  which: 'last' | 'all',
): Promise<readonly ArticleEntry[]> {
  const found: ArticleEntry[] = []
  for (const sequence of sequences.toReversed()) {
    const entry = await getValue<Entry>(table, keys.entry(epoch, feed, sequence))
    // a journal outlives a restore: the feed of the new epoch may say something else there
    if (entry?.id === id) found.unshift({ sequence, event: entry.event, version: entry.version, at: entry.at })
    if (which === 'last' && found.length > 0) break
  }
  return found
}
