import type { FormatEntry } from '../format.ts'
import type { Json } from '../ninjs.ts'
import { type Item, readItem } from './read-item.ts'

/** An article that may be shown, or what is said in place of one that is gone. */
export type State =
  | { readonly kind: 'shown'; readonly entry: FormatEntry; readonly item: Item; readonly document: Json }
  | { readonly kind: 'gone'; readonly entry: FormatEntry }

/** The entries of a page that say something, in the feed's order: `superseded` and `closed` carry nothing. */
export function statesInOrder(entries: readonly FormatEntry[]): readonly State[] {
  return entries.flatMap((entry): readonly State[] => {
    if (entry.event === 'canceled' || entry.event === 'removed') return [{ kind: 'gone', entry }]
    const { item: document } = entry
    const says = document !== undefined && (entry.event === 'created' || entry.event === 'updated')
    return says ? [{ kind: 'shown', entry, item: readItem(document), document }] : []
  })
}

/** What stands of each article at the end of a page, newest first: its last entry alone, which may say nothing. */
export function newestStates(entries: readonly FormatEntry[]): readonly State[] {
  const last = new Map(entries.map((entry) => [entry.id, entry]))
  return statesInOrder(entries.filter((entry) => last.get(entry.id) === entry)).toReversed()
}

/** A page without entries has no time of its own, and a writer has no clock. */
const NO_TIME = '1970-01-01T00:00:00Z'

/** When something last happened on a page. */
export function lastTime(entries: readonly FormatEntry[]): string {
  return entries.at(-1)?.at ?? NO_TIME
}
