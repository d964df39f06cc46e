import type { Embargo, Instruction } from '@depesche/article/model'
import type { FilterFacts } from '@depesche/syndication/product'
import type { Mark } from './mark.ts'

/**
 * A fact and who set it: the version that was seen and, for a desk's decision, a number that grows (0: the document of
 * that version itself). A smaller setter changes nothing: else a retried revive would undo a later kill.
 */
export interface Fact<T> {
  readonly value: T
  readonly set: readonly [version: number, number: number]
}

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
  /** the lowest that may be shown, in any language: raised by a Rectify */
  readonly floor: Mark
  /** per language: raised when a desk rejects a translation */
  readonly floors: Readonly<Record<string, Mark>>
  /** counts every closing and reopening and every change of the facts that filters read */
  readonly lift: number
  readonly killed: Fact<boolean>
  readonly held: Fact<boolean>
  /** a Delete arrived: closed until a desk decides */
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
  readonly embargo?: Embargo
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

function stated<K extends 'stopped' | 'embargo'>(head: Head, name: K, value: Head[K]['value'], version: number): Head {
  return isLater([version, 0], head[name].set) ? { ...head, [name]: { value, set: [version, 0] } } : head
}

/**
 * The head after one version has arrived; the same object when nothing changes. A late older version moves neither the
 * version nor its facts, but its Delete, its Rectify's floor and its stated embargo count all the same.
 */
export function withVersion(before: Head | undefined, facts: VersionFacts): Head {
  const head = before ?? firstHead(facts)
  let next = head
  if (facts.instruction === 'delete' || facts.instruction === 'stop') next = stated(next, 'stopped', true, facts.version)
  if (facts.embargo !== undefined) next = stated(next, 'embargo', facts.embargo, facts.version)
  if (facts.instruction === 'rectify' && facts.version > next.floor.version)
    next = { ...next, floor: { version: facts.version, edition: 0 } }
  if (facts.version > head.version) {
    const { embargo: _, ...own } = facts
    next = { ...next, ...own }
  }
  return next === head && before !== undefined ? head : lifted(head, next)
}

/** Why nothing of this article may leave, in stable words; empty when it is plainly usable. */
export function closings(head: Head): readonly string[] {
  return [
    ...(head.killed.value ? ['killed'] : []),
    ...(head.stopped.value ? ['stopped'] : []),
    ...(head.held.value ? ['held'] : []),
    ...(head.withheld ? ['withheld'] : []),
    ...(head.test ? ['test'] : []),
    ...(head.embargo.value === null ? [] : ['embargo']),
    ...(head.instruction === 'rectify' ? ['rectify'] : []),
    ...(head.doubts.length > 0 ? ['doubt'] : []),
  ]
}

function lifted(before: Head, after: Head): Head {
  const gate = (head: Head) => JSON.stringify([closings(head), head.embargo.value, head.expires.value, head.filter])
  return before.version > 0 && gate(before) !== gate(after) ? { ...after, lift: before.lift + 1 } : after
}
