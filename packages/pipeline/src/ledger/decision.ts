import type { Span } from '@depesche/article/model'
import { type Fact, type Head, isLater, lifted, type Setter } from './head.ts'
import { compareMarks, type Mark, NO_MARK } from './mark.ts'
import type { LanguageItem } from './shapes.ts'

/** What a desk can decide about an article. Times are ISO 8601 in UTC with `Z`. */
export type Deed =
  /** nothing of it leaves any more; every feed that carried it cancels it. `reason` is told to partners */
  | { readonly kind: 'kill'; readonly reason: string }
  | { readonly kind: 'revive'; readonly reason?: string }
  /** closes without a word to partners */
  | { readonly kind: 'hold'; readonly reason?: string }
  /** undoes a hold, and answers a stop */
  | { readonly kind: 'release' }
  /** a person has seen this version: what its source withholds and its Notes hold may go */
  | { readonly kind: 'approve' }
  /** a person has read this translation */
  | { readonly kind: 'approve-language'; readonly language: string; readonly mark: Mark }
  /** a person has written these passages of a translation anew, and read it */
  | { readonly kind: 'edit'; readonly language: string; readonly mark: Mark; readonly passages: readonly EditedPassage[] }
  | { readonly kind: 'reject'; readonly language: string; readonly mark: Mark; readonly reason?: string }
  | { readonly kind: 'embargo'; readonly until: string | null }
  | { readonly kind: 'expire'; readonly at: string | null }

export type DeedKind = Deed['kind']

/** A passage as a person wrote it: which one of those that go to engines, from 0, in reading order. */
export interface EditedPassage {
  readonly at: number
  readonly spans: readonly Span[]
}

/** A deed with who did it, and where it stands among the others. */
export interface Decision {
  /** names it: a retry is the same decision */
  readonly decision: string
  readonly id: string
  /** who decided: a person's name as the desk gives it, or the upload that said so */
  readonly actor: string
  readonly at: string
  /** the version seen, and a number above that of every decision seen: the later wins, whatever comes in between */
  readonly set: Setter
  readonly deed: Deed
}

/**
 * The number of a new decision: the clock, and above every one that the head knows and, of a decision about a language, that
 * its item knows, whatever clock they were taken by.
 */
export function nextNumber(head: Head, now: number, item?: LanguageItem): number {
  const facts = [head.killed, head.stopped, head.held, head.embargo, head.expires].map(({ set }) => set[1])
  const verdicts = [item?.out?.approved?.number ?? 0, item?.rejected?.number ?? 0]
  return Math.max(now, ...[...facts, ...verdicts].map((number) => number + 1))
}

type Decided = 'killed' | 'stopped' | 'held' | 'embargo' | 'expires'

/** An earlier decision changes nothing; between two with the same place the one that closes stands. */
function fact<K extends Decided>(head: Head, name: K, next: Head[K], closes: (before: Head[K]['value']) => boolean): Head {
  const before = head[name] as Fact<Head[K]['value']>
  const tie = before.set[0] === next.set[0] && before.set[1] === next.set[1]
  if (tie ? before.value === next.value || !closes(before.value) : !isLater(next.set, before.set)) return head
  return { ...head, [name]: next }
}

const flag = (head: Head, name: 'killed' | 'stopped' | 'held', value: boolean, set: Setter, why?: string): Head =>
  fact(head, name, { value, set, ...(why ? { why } : {}) }, () => value)

/**
 * The head after a decision; the same object when it changes nothing (it was applied before, or a later one stands).
 * What is decided about a language stands in its own item (`rejectLanguage`, `approveLanguage`); a rejection comes here with `floor`.
 */
export function withDecision(head: Head, { deed, set }: Decision, floor?: Mark): Head {
  const next = apply(head, deed, set, floor)
  return next === head ? head : lifted(head, next)
}

function apply(head: Head, deed: Deed, set: Setter, floor: Mark | undefined): Head {
  switch (deed.kind) {
    case 'kill':
      return flag(head, 'killed', true, set, deed.reason)
    case 'revive':
      return flag(head, 'killed', false, set)
    case 'hold':
      return flag(head, 'held', true, set)
    case 'release':
      return flag(flag(head, 'held', false, set), 'stopped', false, set)
    case 'approve':
      return set[0] > (head.approved ?? 0) ? { ...head, approved: set[0] } : head
    case 'embargo':
      return fact(head, 'embargo', { value: deed.until === null ? null : { until: deed.until }, set }, (before) =>
        laterEmbargo(deed.until, before),
      )
    case 'expire':
      return fact(head, 'expires', { value: deed.at, set }, (before) => deed.at !== null && (before === null || deed.at < before))
    case 'reject':
      return floor && compareMarks(floor, head.floors[deed.language] ?? NO_MARK) > 0
        ? { ...head, floors: { ...head.floors, [deed.language]: floor } }
        : head
    case 'approve-language':
    case 'edit':
      return head
  }
}

function laterEmbargo(until: string | null, before: Head['embargo']['value']): boolean {
  return until !== null && (before === null || ('until' in before && until > before.until))
}
