import type { Embargo, Instruction } from '@depesche/article/model'
import type { FilterFacts } from '@depesche/syndication/product'
import type { Mark } from './mark.ts'

/**
 * A fact and who set it: the version that was seen and, for a desk's decision, a number that grows (0: the document of
 * that version itself). A smaller setter changes nothing: else a retried revive would undo a later kill.
 */
export interface Fact<T> {
  readonly value: T
  readonly set: Setter
  /** why, for partners; at most `MAX_WHY` bytes */
  readonly why?: string
}
export type Setter = readonly [version: number, number: number]

/** Bytes of a reason that the head keeps. */
export const MAX_WHY = 300

/** The state of an article: one item, moved forward only (LEDGER.md section 2). */
export interface Head {
  readonly version: number
  /** hash of that version's article document */
  readonly hash: string
  readonly filter: FilterFacts
  /** what that version's document says of itself */
  readonly instruction: Instruction
  readonly withheld: boolean
  readonly test: boolean
  /** rules of the Notes of that version that hold it back */
  readonly doubts: readonly string[]
  /** the newest version that a person has let go, whatever its source withholds and its Notes hold */
  readonly approved?: number
  /** why that version replaces the one before, for partners */
  readonly why?: string
  /** the lowest that may be shown, in any language: raised by a Rectify */
  readonly floor: Mark
  /** per language: raised when a desk rejects a translation */
  readonly floors: Readonly<Record<string, Mark>>
  /** counts every closing and reopening and every change of the facts that filters read */
  readonly lift: number
  readonly killed: Fact<boolean>
  readonly held: Fact<boolean>
  /** it looks like a kill and does not add up: closed until a desk decides */
  readonly stopped: Fact<boolean>
  readonly embargo: Fact<Embargo | null>
  readonly expires: Fact<string | null>
}

/** What one version brings to the head. */
export interface VersionFacts {
  readonly version: number
  readonly hash: string
  readonly filter: FilterFacts
  readonly instruction: Instruction
  readonly withheld: boolean
  readonly test: boolean
  readonly doubts: readonly string[]
  readonly why?: string
  readonly embargo?: Embargo
  /** ISO 8601, UTC */
  readonly expires?: string
}

const unset = <T>(value: T): Fact<T> => ({ value, set: [0, 0] })

function firstHead(facts: VersionFacts): Head {
  return {
    version: 0,
    hash: '',
    filter: facts.filter,
    instruction: 'new',
    withheld: false,
    test: false,
    doubts: [],
    floor: { version: 0, edition: 0 },
    floors: {},
    lift: 0,
    killed: unset(false),
    held: unset(false),
    stopped: unset(false),
    embargo: unset<Embargo | null>(null),
    expires: unset<string | null>(null),
  }
}

/** True when a setter comes after the one that stands. */
export function isLater(set: Fact<unknown>['set'], than: Fact<unknown>['set']): boolean {
  return set[0] - than[0] > 0 || (set[0] === than[0] && set[1] > than[1])
}

type Stated = 'killed' | 'stopped' | 'embargo' | 'expires'

function stated<K extends Stated>(head: Head, name: K, value: Head[K]['value'], version: number): Head {
  return isLater([version, 0], head[name].set) ? { ...head, [name]: { value, set: [version, 0] } } : head
}

/**
 * The head after one version has arrived; the same object when nothing changes. A late older version moves neither the
 * version nor its facts, but its Delete, its Rectify's floor and its stated embargo or expiry count all the same.
 */
export function withVersion(before: Head | undefined, facts: VersionFacts): Head {
  const head = before ?? firstHead(facts)
  const { version } = facts
  let next = head
  if (facts.instruction === 'delete') next = stated(next, 'killed', true, version)
  if (facts.instruction === 'stop') next = stated(next, 'stopped', true, version)
  if (facts.embargo !== undefined) next = stated(next, 'embargo', facts.embargo, version)
  if (facts.expires !== undefined) next = stated(next, 'expires', facts.expires, version)
  if (facts.instruction === 'rectify' && version > next.floor.version) next = { ...next, floor: { version, edition: 0 } }
  if (version > head.version) {
    const { embargo: _, expires: __, ...own } = facts
    const { why: ___, ...rest } = next
    next = { ...rest, ...own }
  }
  return next === head && before !== undefined ? head : lifted(head, next)
}

/** True while the embargo keeps the article in: until its instant, or for as long as nobody can read it. */
export function isEmbargoed({ embargo: { value } }: Pick<Head, 'embargo'>, now: number): boolean {
  return value !== null && !('until' in value && Date.parse(value.until) <= now)
}

/** When (ms) the clock itself changes what may leave: the end of the embargo and the expiry that are still to come. */
export function instantsOf({ embargo: { value }, expires }: Pick<Head, 'embargo' | 'expires'>, now: number): readonly number[] {
  const stated = [value !== null && 'until' in value ? value.until : null, expires.value]
  return stated.flatMap((text) => (text === null ? [] : [Date.parse(text)])).filter((at) => at > now)
}

/** Why nothing of this article may leave at that time (ms), in stable words; empty when it is plainly usable. */
export function closings(head: Head, now: number): readonly string[] {
  const unseen = (head.approved ?? 0) < head.version
  return [
    ...(head.killed.value ? ['killed'] : []),
    ...(head.stopped.value ? ['stopped'] : []),
    ...(head.held.value ? ['held'] : []),
    ...(unseen && head.withheld ? ['withheld'] : []),
    ...(head.test ? ['test'] : []),
    ...(isEmbargoed(head, now) ? ['embargo'] : []),
    ...(unseen && head.doubts.length > 0 ? ['doubt'] : []),
  ]
}

/** Counts a closing, a reopening or a moved filter fact. */
export function lifted(before: Head, after: Head): Head {
  // as if no embargo had ended: the clock itself closes and opens nothing that a reader was told otherwise
  const gate = (head: Head) =>
    JSON.stringify([closings(head, Number.NEGATIVE_INFINITY), head.embargo.value, head.expires.value, head.filter])
  return before.version > 0 && gate(before) !== gate(after) ? { ...after, lift: before.lift + 1 } : after
}
