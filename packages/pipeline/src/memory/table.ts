import { ItemTooLarge, type Key, MAX_ITEM_BYTES, type Range, type Stored, type Table, type Value } from '../ports.ts'

/** UTF-8 byte order; ASCII, which is nearly all there is, needs no bytes made. */
function order(a: string, b: string): number {
  if (a === b) return 0
  return isAscii(a) && isAscii(b) ? (a < b ? -1 : 1) : Buffer.compare(Buffer.from(a), Buffer.from(b))
}
const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text)

interface Partition {
  readonly items: Map<string, Stored>
  /** the sort keys in order */
  readonly sorted: string[]
}

/** Where a sort key stands or would stand. */
function placeOf(sorted: readonly string[], sort: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (order(sorted[middle] ?? '', sort) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(Object.freeze(value))) frozen(inner)
  return value
}

/** The table in memory, for tests. What it answers is frozen: nobody changes an item by changing what was read. */
export class MemoryTable implements Table {
  readonly #partitions = new Map<string, Partition>()

  async get({ partition, sort }: Key): Promise<Stored | undefined> {
    return this.#partitions.get(partition)?.items.get(sort)
  }

  async getMany(keys: readonly Key[]): Promise<readonly (Stored | undefined)[]> {
    return keys.map(({ partition, sort }) => this.#partitions.get(partition)?.items.get(sort))
  }

  async put(key: Key, value: Value, { rev, by }: { readonly rev: number; readonly by: string }): Promise<boolean> {
    const json = JSON.stringify(value)
    if (Buffer.byteLength(json) > MAX_ITEM_BYTES) throw new ItemTooLarge(key, Buffer.byteLength(json))
    const partition = this.#partitions.get(key.partition) ?? { items: new Map(), sorted: [] }
    const before = partition.items.get(key.sort)
    if ((before?.rev ?? 0) !== rev) return false
    if (before === undefined) partition.sorted.splice(placeOf(partition.sorted, key.sort), 0, key.sort)
    partition.items.set(key.sort, { sort: key.sort, rev: rev + 1, by, value: frozen(JSON.parse(json)) as Value })
    this.#partitions.set(key.partition, partition)
    return true
  }

  async delete({ partition, sort }: Key, rev: number): Promise<boolean> {
    const found = this.#partitions.get(partition)
    if (found?.items.get(sort)?.rev !== rev) return false
    found.sorted.splice(placeOf(found.sorted, sort), 1)
    return found.items.delete(sort)
  }

  async query(name: string, { from = '', to, limit, backwards = false }: Range): Promise<readonly Stored[]> {
    const { items, sorted } = this.#partitions.get(name) ?? { items: new Map<string, Stored>(), sorted: [] }
    const start = placeOf(sorted, from)
    const end = to === undefined ? sorted.length : placeOf(sorted, `${to}\0`)
    const sorts = backwards
      ? sorted.slice(Math.max(start, end - limit), end).toReversed()
      : sorted.slice(start, Math.min(end, start + limit))
    return sorts.map((sort) => items.get(sort) as Stored)
  }
}
