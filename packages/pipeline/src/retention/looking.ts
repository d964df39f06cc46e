import type { Documents, Key, Table } from '../ports.ts'

export interface Looking {
  readonly table: Table
  readonly documents: Documents
  /** what is older goes: ISO 8601, UTC */
  readonly limit: string
}

/** What a look has found that may go. */
export interface Looked {
  /** in the order in which they go */
  readonly documents: readonly string[]
  readonly items: readonly (Key & { readonly rev: number })[]
  /** false: something must be looked at once more */
  readonly isDone: boolean
}
