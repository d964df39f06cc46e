import type { Note, Span } from '@depesche/article/model'
import { keys, sha256 } from './keys.ts'
import { updateItem, valueIn } from './ledger/items.ts'
import { IMPORTED, type Listed, type ListPlace, listEntry, listedAfter, PERSON, partsOf, tooLong } from './ledger/memory-index.ts'
import { type PersonWords, rememberPerson } from './ledger/person-words.ts'
import type { Table } from './ports.ts'
import type { Remembered } from './with-memory.ts'

/** A passage and what stands for it: what the memory holds, to be carried elsewhere. */
export interface MemoryEntry {
  readonly from: string
  readonly to: string
  readonly source: readonly Span[]
  readonly target: readonly Span[]
  readonly notes: readonly Note[]
  /** `person`, `tmx` (imported), or an engine and what its words rest on: `amazon#…` */
  readonly maker: string
  /** when it was kept (ms) */
  readonly at: number
  /** of a person's decision: the later one stands */
  readonly number?: number
}

/** A part of the memory, and where the next one begins; no `next`: that was all. */
export interface MemoryPage {
  readonly entries: readonly MemoryEntry[]
  readonly next?: ListPlace
}

/** Entries in the order of the months in which they came to be, at most so many; one that was kept in several months comes in each. */
export async function memoryPage(table: Table, until: number, after: ListPlace | undefined, limit: number): Promise<MemoryPage> {
  const lines = await listedAfter(table, until, after, limit)
  const entries = await entriesOf(table, lines)
  const last = lines.length < limit ? undefined : lines.at(-1)
  return { entries, ...(last ? { next: last.line } : {}) }
}

const PAGE = 50

/** The pages of a table's memory, up to a time (ms). */
export const pagesOf =
  (table: Table, until: number) =>
  (after: ListPlace | undefined): Promise<MemoryPage> =>
    memoryPage(table, until, after, PAGE)

/** Every entry of the memory, each once. `pageOf` answers the page after a place. */
export async function* memoryEntries(pageOf: (after: ListPlace | undefined) => Promise<MemoryPage>): AsyncGenerator<MemoryEntry> {
  const seen = new Set<string>()
  for (let after: ListPlace | undefined; ; ) {
    const { entries, next } = await pageOf(after)
    for (const entry of entries) {
      const name = sha256(JSON.stringify([entry.from, entry.to, entry.maker, entry.source]))
      if (seen.has(name)) continue
      seen.add(name)
      yield entry
    }
    if (next === undefined) return
    after = next
  }
}

/** A line whose entry is not there is of a write that died between the two: it is passed over. */
async function entriesOf(table: Table, lines: readonly Listed[]): Promise<readonly MemoryEntry[]> {
  const items = lines.length > 0 ? await table.getMany(lines.map(({ place }) => place)) : []
  return lines.flatMap(({ source, at, place }, index) => {
    const found = valueIn<Remembered & Partial<Pick<PersonWords, 'number'>>>(items[index])
    if (found === undefined) return []
    const { spans, notes, number } = found
    return [{ ...partsOf(place), source, target: spans, notes, at, ...(number === undefined ? {} : { number }) }]
  })
}

/** What an entry that was imported tells the desk wherever it is used. */
const FROM_IMPORT: Note = {
  rule: 'imported-words',
  level: 'info',
  reason: 'this passage comes from an imported translation memory, not from an engine',
  place: {},
}

/**
 * Puts an entry into the memory: a person's words stand against anything earlier, an engine's only where nothing stands yet, and what some
 * other system made (`tmx`) replaces what was imported before. Answers whether it was short enough to be kept.
 */
export async function takeEntry(table: Table, entry: MemoryEntry): Promise<boolean> {
  const { from, to, source, target: spans, notes, maker, at, number = at } = entry
  if (maker === PERSON) {
    if (tooLong({ spans, notes, number })) return false
    await rememberPerson(table, { from, to, segment: source }, { spans, notes, number })
    return true
  }
  const words: Remembered = { spans, notes: maker === IMPORTED && notes.length === 0 ? [FROM_IMPORT] : notes }
  const place = keys.memory(sha256(JSON.stringify(source)), from, to, maker)
  if (tooLong(words) || !(await listEntry(table, place, { from, to, source, at }))) return false
  await updateItem<Remembered>(table, place, (now) => (now && (maker !== IMPORTED || same(now, words)) ? undefined : words))
  return true
}

const same = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b)
