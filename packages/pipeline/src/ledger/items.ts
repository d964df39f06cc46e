import { randomBytes } from 'node:crypto'
import type { Key, Stored, Table, Value } from '../ports.ts'

const process = randomBytes(12).toString('base64url')
let puts = 0
/** A mark that no other put has, of this process or another: who wrote an item. */
const newMark = () => `${process}.${(++puts).toString(36)}`

/**
 * A conditional put that cannot be fooled by its own lost answer: on a lost condition the item is read, and our own
 * `by` means that we won (LEDGER.md section 1). Answers whether the item stands as we wrote it, or did.
 */
export async function putItem(table: Table, key: Key, value: Value, rev: number): Promise<boolean> {
  const by = newMark()
  if (await table.put(key, value, { rev, by })) return true
  return (await table.get(key))?.by === by
}

/**
 * Read, change, write on the rev, until it holds. `change` answers `undefined` when there is nothing to do.
 * Answers the value that stands, as far as this call knows.
 */
export async function updateItem<T extends object>(
  table: Table,
  key: Key,
  change: (value: T | undefined) => T | undefined,
): Promise<T | undefined> {
  for (;;) {
    const item = (await table.get(key)) as Stored<T> | undefined
    const next = change(item?.value)
    if (next === undefined) return item?.value
    if (await putItem(table, key, next as Value, item?.rev ?? 0)) return next
  }
}

/** The value of an item that was read, in the shape that we wrote ourselves. */
export function valueIn<T extends object>(item: Stored | undefined): T | undefined {
  return item?.value as T | undefined
}

/** The value of an item whose shape we wrote ourselves. */
export async function getValue<T extends object>(table: Table, key: Key): Promise<T | undefined> {
  return (await table.get(key))?.value as T | undefined
}

const PAGE = 100

/** Every item of a part of a partition, page by page: other writers come between the pages. */
export async function* queryAll<T extends object>(table: Table, partition: string, from: string, to: string): AsyncGenerator<Stored<T>> {
  for (let start = from; ; ) {
    const page = (await table.query(partition, { from: start, to, limit: PAGE })) as readonly Stored<T>[]
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    start = `${last.sort}\u0000`
  }
}
