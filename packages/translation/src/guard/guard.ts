import type { Segment } from '../engine.ts'
import type { Finding } from './finding.ts'
import { acronyms } from './names/acronyms.ts'
import { people } from './names/people.ts'
import { places } from './names/places.ts'
import { negation } from './negation.ts'
import { compareNumbers } from './numbers/compare-numbers.ts'
import { compareUnits } from './numbers/compare-units.ts'
import { quotations } from './quotations.ts'
import { type Reading, read } from './reading.ts'
import { length } from './shape/length.ts'
import { links } from './shape/links.ts'
import { repeated } from './shape/repeated.ts'
import { untranslated } from './shape/untranslated.ts'
import { wrongLanguage } from './shape/wrong-language.ts'
import { type Term, termFindings } from './terms.ts'
import { compareDates } from './time/compare-dates.ts'
import { compareTimes } from './time/compare-times.ts'

/** A pair to compare: a paragraph and its translation, and their languages as BCP 47 tags. */
export interface Pair {
  readonly from: string
  readonly to: string
  readonly source: Segment
  readonly target: Segment
  /** what the glossary wants in this pair of languages */
  readonly terms?: readonly Term[]
}

type Rule = (source: Reading, target: Reading) => readonly Finding[]

const SHAPE = [links, length, repeated, untranslated, wrongLanguage] as const satisfies readonly Rule[]
const FACTS = [
  compareNumbers,
  compareUnits,
  compareTimes,
  compareDates,
  people,
  places,
  acronyms,
  negation,
  quotations,
] as const satisfies readonly Rule[]

/** Findings that make every other one noise: there is no translation to compare. */
const NO_TRANSLATION = new Set(['translation-empty', 'wrong-language'])

/**
 * What source and translation do not agree on (invariant 8). Pure, synchronous and linear in the length of both. Silence
 * does not prove a translation right: docs/fact-guard.md says what is compared and how well.
 */
export function guard({ from, to, source, target, terms = [] }: Pair): readonly Finding[] {
  const [ours, theirs] = [read(source, from), read(target, to)]
  const shape = SHAPE.flatMap((rule) => rule(ours, theirs))
  if (shape.some(({ rule, level }) => NO_TRANSLATION.has(rule) || (rule === 'untranslated' && level === 'hold'))) return shape
  const facts = FACTS.flatMap((rule) => rule(ours, theirs))
  return [...shape, ...facts, ...termFindings(ours, theirs, terms).filter((term) => !facts.some((fact) => isToldBy(fact, term)))]
}

/** A party that became another is told once. */
const isToldBy = (fact: Finding, term: Finding) =>
  term.rule === 'term-missing' && fact.rule === 'party-changed' && fact.source?.join() === term.source?.join()
