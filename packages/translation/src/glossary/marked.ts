import { plain } from '@depesche/article/model'
import type { Segment } from '../engine.ts'
import { slice } from '../split.ts'
import { termMark, withoutTerms } from '../term-mark.ts'
import type { Glossary } from './glossary.ts'
import { matchTerms, type TermMatch } from './matcher.ts'
import { wishOf } from './term.ts'

/** A segment on its way to the engine. */
export interface Marked {
  readonly spans: Segment
  /** how often each wish was marked */
  readonly wishes: ReadonlyMap<string, number>
  /** the segment is one term and no word more: this is its translation, and no engine is needed */
  readonly answer?: Segment
}

/** Puts a term mark innermost on each term of the source. A term that is only partly bold or a link is left to the engine, and to the guard. */
export function marked(source: Segment, { matcher }: Glossary): Marked {
  const segment = withoutTerms(source)
  const text = plain(segment)
  const found = matchTerms(text, matcher).filter((match) => isOneRun(segment, match))
  const terms = found.filter((match, at) => !followsItself(text, match, found[at - 1]))
  const [only] = terms
  if (only && terms.length === 1 && !/[\p{L}\p{N}]/u.test(text.slice(0, only.start) + text.slice(only.end)))
    return { spans: segment, wishes: new Map(), answer: replaced(segment, only) }
  const wishes = new Map<string, number>()
  for (const { term } of terms) wishes.set(wishOf(term)!, (wishes.get(wishOf(term)!) ?? 0) + 1)
  return { spans: withMarks(segment, terms), wishes }
}

function withMarks(segment: Segment, terms: readonly TermMatch[]): Segment {
  const parts: Segment[] = []
  let at = 0
  for (const { start, end, term } of terms) {
    parts.push(slice(segment, at, start))
    parts.push(slice(segment, start, end).map(({ text, marks = [] }) => ({ text, marks: [...marks, termMark(wishOf(term)!)] })))
    at = end
  }
  return [...parts.flat(), ...slice(segment, at, Number.POSITIVE_INFINITY)]
}

/** All of it stands under the same marks. */
function isOneRun(segment: Segment, { start, end }: TermMatch): boolean {
  return new Set(slice(segment, start, end).map(({ marks = [] }) => JSON.stringify(marks))).size === 1
}

/** `Bern Bern`: engines would make one run of the two. */
function followsItself(text: string, { start, term }: TermMatch, before: TermMatch | undefined): boolean {
  return before !== undefined && wishOf(before.term) === wishOf(term) && text.slice(before.end, start).trim() === ''
}

function replaced(segment: Segment, { start, end, term }: TermMatch): Segment {
  const [first] = slice(segment, start, end)
  const wish = wishOf(term)!
  const text = /^\p{Lu}/u.test(first?.text ?? '') ? wish.slice(0, 1).toUpperCase() + wish.slice(1) : wish
  return [...slice(segment, 0, start), { ...first, text }, ...slice(segment, end, Number.POSITIVE_INFINITY)]
}
