import type { MemoryEntry } from '@depesche/pipeline/memory-entries'

/** Which entries of the memory are meant; absent: all. */
export interface MemoryFilter {
  readonly from?: string
  readonly to?: string
  /** only what people have written */
  readonly people?: true
}

/** Whether an entry is meant. */
export const isWanted =
  ({ from, to, people }: MemoryFilter) =>
  (entry: MemoryEntry): boolean =>
    (from === undefined || entry.from === from) && (to === undefined || entry.to === to) && (!people || entry.maker === 'person')
