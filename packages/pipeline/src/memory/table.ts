import { ItemTooLarge, type Key, MAX_ITEM_BYTES, type Range, type Stored, type Table, type Value } from '../ports.ts'

const order = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The table in memory: for tests, and for runs that leave nothing behind. */
export class MemoryTable implements Table {
  readonly #partitions = new Map<string, Map<string, Stored>>()

  async get({ partition, sort }: Key): Promise<Stored | undefined> {
    return structuredClone(this.#partitions.get(partition)?.get(sort))
  }

  async getMany(keys: readonly Key[]): Promise<readonly (Stored | undefined)[]> {
    return Promise.all(keys.map((key) => this.get(key)))
  }

  async put(key: Key, value: Value, { rev, by }: { readonly rev: number; readonly by: string }): Promise<boolean> {
    const json = JSON.stringify(value)
    if (Buffer.byteLength(json) > MAX_ITEM_BYTES) throw new ItemTooLarge(key, Buffer.byteLength(json))
    const partition = this.#partitions.get(key.partition) ?? new Map<string, Stored>()
    if ((partition.get(key.sort)?.rev ?? 0) !== rev) return false
    this.#partitions.set(key.partition, partition.set(key.sort, { sort: key.sort, rev: rev + 1, by, value: JSON.parse(json) as Value }))
    return true
  }

  async delete({ partition, sort }: Key, rev: number): Promise<boolean> {
    const items = this.#partitions.get(partition)
    return items?.get(sort)?.rev === rev && items.delete(sort)
  }

  async query(partition: string, { from = '', to, limit, backwards = false }: Range): Promise<readonly Stored[]> {
    const rows = [...(this.#partitions.get(partition)?.values() ?? [])]
      .filter(({ sort }) => order(sort, from) >= 0 && (to === undefined || order(sort, to) <= 0))
      .toSorted((a, b) => order(a.sort, b.sort))
    return structuredClone((backwards ? rows.toReversed() : rows).slice(0, limit))
  }
}
