import type { FetchError } from '../fetching/fetch-error.ts'
import type { FirstWords } from './self-test.ts'

/** A direction of the plan: `deen`, its release and architecture, bytes to load (absent: the store does not say) and on the disk. */
export interface PlannedDirection {
  readonly name: string
  readonly architecture: string
  readonly status: string
  readonly bytes?: number
  readonly diskBytes: number
}

/** What happens, as it happens, for whoever shows it. */
export type ModelsEvent =
  /** what will be loaded and from where; `kept` bytes of it are here from an earlier run */
  | {
      readonly kind: 'plan'
      readonly host: string
      readonly directions: readonly PlannedDirection[]
      readonly bytes: number
      readonly diskBytes: number
      readonly kept: number
    }
  /** there is one that was put there by hand: it is the house's own and stays */
  | { readonly kind: 'own'; readonly name: string }
  | { readonly kind: 'download'; readonly name: string; readonly bytes: number; readonly of: number }
  | { readonly kind: 'test'; readonly name: string }
  | { readonly kind: 'placed'; readonly name: string; readonly words: FirstWords }
  /** this direction is not put in its place; the others go on */
  | { readonly kind: 'failed'; readonly name: string; readonly error: FetchError }
  /** what is not whole and stays for the next run */
  | { readonly kind: 'kept'; readonly bytes: number }
