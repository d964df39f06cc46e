import { type Finding, quoted } from './finding.ts'
import type { Reading } from './reading.ts'
import { folded } from './text/fold.ts'
import { type Token, tokensOf } from './text/tokens.ts'

/** A line of a glossary for this pair of languages. */
export interface Term {
  readonly term: string
  /** what it must become; for `keep` it stays as it is */
  readonly translation?: string
  /** `forbid`: `term` must not stand in the translation */
  readonly kind: 'translate' | 'keep' | 'forbid'
}

/** Glossary terms of the source that the translation lacks, and forbidden ones that it has; word endings may differ. */
export function termFindings(source: Reading, target: Reading, terms: readonly Term[]): readonly Finding[] {
  const ours = index(source)
  const theirs = index(target)
  return terms.flatMap((term) => (term.kind === 'forbid' ? forbidden(theirs, target, term) : wanted(ours, theirs, source, term)))
}

function forbidden(theirs: Index, target: Reading, { term }: Term): readonly Finding[] {
  const found = find(theirs, term)
  if (!found) return []
  const reason = `${quoted(target.text.slice(...found))} must not stand in a translation (glossary: ${quoted(term)})`
  return [{ rule: 'term-forbidden', level: 'check', reason, target: found }]
}

function wanted(ours: Index, theirs: Index, source: Reading, { term, translation, kind }: Term): readonly Finding[] {
  const found = find(ours, term)
  const wish = kind === 'keep' ? term : translation
  if (!found || wish === undefined || find(theirs, wish)) return []
  const reason = `${quoted(source.text.slice(...found))} should be ${quoted(wish)} in the translation (glossary)`
  return [{ rule: 'term-missing', level: 'check', reason, source: found }]
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

function find({ words, byStart }: Index, term: string): readonly [number, number] | undefined {
  const stems = tokensOf(term)
    .filter(({ kind }) => kind !== 'mark')
    .map(({ text }) => stem(folded(text)))
  const first = stems[0]
  if (!first) return undefined
  const at = byStart.get(first.slice(0, 2))?.find((start) => stems.every((each, step) => fits(words[start + step]?.key, each)))
  return at === undefined ? undefined : [words[at]?.start ?? 0, words[at + stems.length - 1]?.end ?? 0]
}

/** What inflection leaves of a word: all of a short one, all but the last letters of a long one. */
function stem(word: string): string {
  if (word.length < 5) return word
  return word.slice(0, Math.max(4, word.length - (word.length > 7 ? 3 : 2)))
}

/** At most five letters more than the stem: an ending, not another word. */
function fits(word: string | undefined, stem: string): boolean {
  return word?.startsWith(stem) === true && word.length <= stem.length + 5
}
