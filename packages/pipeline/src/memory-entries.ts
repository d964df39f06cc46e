import type { Note, Span } from '@depesche/article/model'
import { keys, sha256 } from './keys.ts'
import { updateItem, valueIn } from './ledger/items.ts'
import { IMPORTED, type Listed, listEntry, listed, PERSON, partsOf, tooLong } from './ledger/memory-index.ts'
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

const PAGE = 50

/** Every entry of the memory, each once, in the order of the months in which they came to be. */
export async function* memoryEntries(table: Table, until: number): AsyncGenerator<MemoryEntry> {
  const seen = new Set<string>()
  let page: Listed[] = []
  for await (const line of listed(table, until)) {
    const name = `${line.place.partition}#${line.place.sort}`
    if (seen.has(name)) continue
    seen.add(name)
    page.push(line)
    if (page.length < PAGE) continue
    yield* entriesOf(table, page)
    page = []
  }
  yield* entriesOf(table, page)
}

/** A line whose entry is not there is of a write that died between the two: it is passed over. */
async function* entriesOf(table: Table, lines: readonly Listed[]): AsyncGenerator<MemoryEntry> {
  const items = lines.length > 0 ? await table.getMany(lines.map(({ place }) => place)) : []
  for (const [index, { source, at, place }] of lines.entries()) {
    const found = valueIn<Remembered & Partial<Pick<PersonWords, 'number'>>>(items[index])
    if (found === undefined) continue
    const { spans, notes, number } = found
    yield { ...partsOf(place), source, target: spans, notes, at, ...(number === undefined ? {} : { number }) }
  }
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
