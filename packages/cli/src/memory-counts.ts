import type { MemoryEntry } from '@depesche/pipeline/memory-entries'
import { table } from './terminal/table.ts'

/** Entries by direction and by who made them. */
export class MemoryCounts {
  readonly #counts = new Map<string, number>()

  add({ from, to, maker }: MemoryEntry): void {
    const key = JSON.stringify([from, to, maker.split('#')[0]])
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  isEmpty = () => this.#counts.size === 0
  total = () => [...this.#counts.values()].reduce((sum, count) => sum + count, 0)

  rows(): readonly { readonly from: string; readonly to: string; readonly maker: string; readonly passages: number }[] {
    return [...this.#counts].toSorted().map(([key, passages]) => {
      const [from = '', to = '', maker = ''] = JSON.parse(key) as string[]
      return { from, to, maker, passages }
    })
  }

  table(): string {
    const names: Readonly<Record<string, string>> = { person: 'people', tmx: 'imported' }
    return table(
      ['from', 'to', 'made by', 'passages'],
      this.rows().map(({ from, to, maker, passages }) => [from, to, names[maker] ?? maker, passages.toLocaleString('en')]),
    )
  }
}
