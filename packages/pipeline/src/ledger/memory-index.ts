import type { Span } from '@depesche/article/model'
import { keys } from '../keys.ts'
import { type Key, MAX_ITEM_BYTES, type Stored, type Table, type Value } from '../ports.ts'
import { putItem } from './items.ts'

/** The maker of what `memory import` brought: it comes before what an engine made. */
export const IMPORTED = 'tmx'
/** The maker of what a person wrote. */
export const PERSON = 'person'

/** What the list of the memory says of an entry (`M#list#{month}`): the entry itself stands under its passage's hash, without the passage. */
export interface Indexed {
  readonly from: string
  readonly to: string
  readonly source: readonly Span[]
  /** when it was kept (ms) */
  readonly at: number
}

/** Where an entry stands that the list has: the list's own sort key says it. */
export interface Listed extends Indexed {
  readonly place: Key
  /** of the line itself */
  readonly line: ListPlace
}

/** No entry is older: the list is read month by month from here on. */
const FIRST_MONTH = '2026-11'
const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7)

/**
 * Keeps an entry of the memory, and first its line in the list, so that no entry is missing there. Put if absent: of two at the same time
 * either is right. What is longer than an item may be is not kept: a paragraph of several thousand characters. Answers whether it was.
 */
export async function keepIndexed(table: Table, place: Key, entry: object, indexed: Indexed): Promise<boolean> {
  if (tooLong(entry) || !(await listEntry(table, place, indexed))) return false
  await table.put(place, entry as Value, { rev: 0, by: 'memory' })
  return true
}

/** Puts an entry on the list; one that is there stays. `false`: its source is longer than an item may be. */
export async function listEntry(table: Table, place: Key, indexed: Indexed): Promise<boolean> {
  if (tooLong(indexed)) return false
  const line = keys.memoryLine(monthOf(Math.max(indexed.at, Date.parse(FIRST_MONTH))), place)
  await putItem(table, line, indexed as unknown as Value, 0)
  return true
}

/** Room is left for what the store adds. */
export const tooLong = (value: object): boolean => Buffer.byteLength(JSON.stringify(value)) > MAX_ITEM_BYTES - 256

/** A place in the list: what comes after it. */
export interface ListPlace {
  readonly month: string
  readonly sort: string
}

/** Lines of the list after a place, at most so many, up to a time (ms), month by month. An entry that was kept in several months has a line in each. */
export async function listedAfter(table: Table, until: number, after: ListPlace | undefined, limit: number): Promise<readonly Listed[]> {
  const lines: Listed[] = []
  for (const month of monthsUntil(until)) {
    if (after && month < after.month) continue
    const from = after?.month === month ? `${after.sort}\u0000` : ''
    const found = await table.query(keys.memoryLine(month).partition, { from, limit: limit - lines.length })
    for (const { sort, value } of found as unknown as readonly Stored<Indexed>[])
      lines.push({ ...value, place: placeOf(sort), line: { month, sort } })
    if (lines.length >= limit) break
  }
  return lines
}

function placeOf(sort: string): Key {
  const at = sort.indexOf('#')
  return { partition: `M#${sort.slice(0, at)}`, sort: sort.slice(at + 1) }
}

/** The first month, and all that have begun by then. */
function monthsUntil(until: number): readonly string[] {
  const months: string[] = []
  const [year = 0, month = 0] = FIRST_MONTH.split('-').map(Number)
  for (let step = 0; step === 0 || Date.UTC(year, month - 1 + step, 1) <= until; step++)
    months.push(monthOf(Date.UTC(year, month - 1 + step, 1)))
  return months
}

/** The passage's hash, the direction and the maker of a place in the memory. */
export function partsOf({ sort }: Key): { readonly from: string; readonly to: string; readonly maker: string } {
  const [, from = '', to = '', maker = ''] = /^([^>#]*)>([^#]*)#(.*)$/s.exec(sort) ?? []
  return { from, to, maker }
}
