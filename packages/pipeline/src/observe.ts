import type { Failure } from '@depesche/translation/engine'
import type { DeedKind } from './ledger/decision.ts'
import type { Entry, Out, VersionItem } from './ledger/shapes.ts'

/** The stations of an article's way, as they happen in this process: for the terminal, not for decisions. */
export type Sighting =
  | { readonly kind: 'received'; readonly upload: string; readonly desk: string; readonly name: string; readonly bytes: number }
  | {
      readonly kind: 'normalized'
      readonly upload: string
      readonly name: string
      readonly id: string
      readonly version: number
      readonly item: VersionItem
      readonly language: string
      readonly targets: readonly string[]
      readonly notes: readonly {
        readonly rule: string
        readonly level: string
        readonly reason: string
        readonly text?: string
        readonly dropped?: true
      }[]
      readonly closings: readonly string[]
      readonly duplicate: boolean
    }
  | {
      readonly kind: 'rejected'
      readonly upload: string
      readonly rule: string
      readonly name: string
      readonly reason: string
      readonly remedy: string
      readonly line?: number
    }
  /** an upload of several articles: each is an upload of its own now */
  | { readonly kind: 'unpacked'; readonly upload: string; readonly name: string; readonly parts: number }
  | { readonly kind: 'translated'; readonly id: string; readonly language: string; readonly out: Out }
  | { readonly kind: 'waiting'; readonly id: string; readonly from: string; readonly language: string; readonly reason: string }
  | {
      readonly kind: 'retrying'
      readonly id: string
      readonly language: string
      readonly failure: Failure
      readonly reason: string
      readonly again: string
    }
  | {
      readonly kind: 'ceiling'
      readonly id: string
      readonly language: string
      readonly engine: string
      readonly period: 'day' | 'month'
      readonly reason: string
      /** false: told before, and still so */
      readonly news: boolean
    }
  | { readonly kind: 'failed'; readonly id: string; readonly language: string; readonly failure: Failure; readonly reason: string }
  /** an engine outside gets the text only when its embargo has ended */
  | { readonly kind: 'deferred'; readonly id: string; readonly language: string; readonly engine: string; readonly until: string }
  | { readonly kind: 'decided'; readonly id: string; readonly actor: string; readonly deed: DeedKind }
  /** a partner's webhook took an entry */
  | {
      readonly kind: 'delivered'
      readonly partner: string
      readonly product: string
      readonly language: string
      readonly sequence: number
      readonly event: string
      readonly id: string
      readonly version: number
      readonly milliseconds: number
    }
  | { readonly kind: 'undelivered'; readonly partner: string; readonly tries: number; readonly reason: string; readonly again: string }
  /** it is sent nothing any more until the desk resumes it */
  | { readonly kind: 'webhook-disabled'; readonly partner: string; readonly reason: string }
  | {
      readonly kind: 'out'
      readonly id: string
      readonly product: string
      readonly language: string
      readonly sequence: number
      readonly entry: Entry
    }

export type Observe = (sighting: Sighting) => void
