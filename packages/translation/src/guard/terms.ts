import { isFormOf, wordsOf } from '../glossary/forms.ts'
import type { Glossary } from '../glossary/glossary.ts'
import { glossaryOf } from '../glossary/glossary.ts'
import { matchTerms, type TermMatch } from '../glossary/matcher.ts'
import { type Term, wishOf } from '../glossary/term.ts'
import { type Finding, quoted, type Where } from './finding.ts'
import type { Reading } from './reading.ts'
import type { Token } from './text/tokens.ts'

export type { Term } from '../glossary/term.ts'

/**
 * Glossary terms of the source that the translation lacks, and forbidden ones that it has; word endings may differ. A desk's own lines
 * weigh `check`; shipped ones say nothing of places and `info` of bodies (a translator may write `le gouvernement`), but `check` where
 * one known acronym became another.
 */
export function termFindings(source: Reading, target: Reading, terms: readonly Term[]): readonly Finding[] {
  if (terms.length === 0) return []
  const glossary = compiled(terms, source.language ?? source.tag)
  const [ours, theirs] = [index(source), index(target)]
  const matches = matchTerms(source.text, glossary.matcher)
  const wanted = new Map<Term, Where>(matches.map(({ term, start, end }) => [term, [start, end]]))
  for (const term of terms) {
    const found = term.weight === undefined && !wanted.has(term) && wishOf(term) !== undefined ? find(ours, term.term) : undefined
    if (found && !isInside(found, matches)) wanted.set(term, found)
  }
  const forbidden = terms.filter(({ kind }) => kind === 'forbid').flatMap((term) => forbiddenIn(theirs, target, term))
  return [...[...wanted].flatMap(([term, where]) => missing(theirs, source, target, term, where, matches, terms)), ...forbidden]
}

const made = new WeakMap<readonly Term[], Map<string, Glossary>>()
function compiled(terms: readonly Term[], language: string): Glossary {
  const byLanguage = made.get(terms) ?? new Map<string, Glossary>()
  made.set(terms, byLanguage)
  const known = byLanguage.get(language) ?? glossaryOf(terms, language)
  byLanguage.set(language, known)
  return known
}

/** Part of a longer term: `Freiburg` of `Freiburg im Breisgau`. */
const isInside = ([start, end]: Where, matches: readonly TermMatch[]) =>
  matches.some((match) => match.start <= start && end <= match.end && match.end - match.start > end - start)

function forbiddenIn(theirs: Index, target: Reading, { term, translation }: Term): readonly Finding[] {
  const found = find(theirs, term)
  if (!found) return []
  const instead = translation ? `: write ${quoted(translation)}` : ''
  const reason = `${quoted(target.text.slice(...found))} must not stand in a translation (glossary: ${quoted(term)}${instead})`
  return [{ rule: 'term-forbidden', level: 'check', reason, target: found }]
}

function missing(
  theirs: Index,
  source: Reading,
  target: Reading,
  term: Term,
  where: Where,
  matches: readonly TermMatch[],
  terms: readonly Term[],
): readonly Finding[] {
  const wish = wishOf(term)
  if (wish === undefined || [wish, ...(term.also ?? [])].some((name) => find(theirs, name))) return []
  const swapped = term.acronym ? otherAcronym(target, matches, terms) : undefined
  if (swapped === undefined && term.weight === 'nothing') return []
  const level = term.weight === undefined || swapped ? 'check' : 'info'
  const instead = swapped ? `, not ${quoted(swapped.text)}` : ''
  const reason = `${quoted(source.text.slice(...where))} should be ${quoted(wish)} in the translation${instead} (glossary)`
  return [{ rule: 'term-missing', level, reason, source: where, ...(swapped ? { target: [swapped.start, swapped.end] as const } : {}) }]
}

/** An acronym of the translation that the glossary knows, and that no term of the source has called for. */
function otherAcronym(target: Reading, matches: readonly TermMatch[], terms: readonly Term[]): Token | undefined {
  const called = new Set(matches.map(({ term }) => wishOf(term)))
  const known = acronymsOf(terms)
  return target.tokens.find(({ kind, text }) => kind === 'word' && known.has(text) && !called.has(text))
}

const acronyms = new WeakMap<readonly Term[], ReadonlySet<string>>()
function acronymsOf(terms: readonly Term[]): ReadonlySet<string> {
  const known = acronyms.get(terms) ?? new Set(terms.filter(({ acronym }) => acronym).flatMap((term) => wishOf(term) ?? []))
  acronyms.set(terms, known)
  return known
}

/** The words of a text, and where the words with each first letter pair stand: terms are looked up, not searched for. */
interface Index {
  readonly words: readonly Token[]
  readonly byStart: ReadonlyMap<string, readonly number[]>
}

function index({ tokens }: Reading): Index {
  const words = tokens.filter(({ kind }) => kind !== 'mark')
  const byStart = new Map<string, number[]>()
  for (const [at, { key }] of words.entries()) {
    const list = byStart.get(key.slice(0, 2))
    if (list) list.push(at)
    else byStart.set(key.slice(0, 2), [at])
  }
  return { words, byStart }
}

function find({ words, byStart }: Index, term: string): Where | undefined {
  const wanted = wordsOf(term)
  const at = byStart
    .get(wanted[0]?.slice(0, 2) ?? '')
    ?.find((start) => wanted.every((each, step) => isFormOf(words[start + step]?.key, each)))
  return at === undefined ? undefined : [words[at]?.start ?? 0, words[at + wanted.length - 1]?.end ?? 0]
}
