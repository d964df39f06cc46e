import { plain, type Span } from '@depesche/article/model'
import { abbreviations } from './abbreviations.ts'
import type { Segment } from './engine.ts'

/** A sentence of a segment, and the white space behind it, which is never translated. */
export interface Sentence {
  readonly spans: Segment
  readonly gap: Segment
}

/**
 * A segment's sentences, in order: put together they are the segment again, marks and all. By the Unicode rules (UAX 29, as
 * `Intl.Segmenter` has them) and what those do not know of: abbreviations, initials, ordinals and dates of the language (BCP 47). A
 * forced line break ends a sentence. In doubt two sentences stay one.
 */
export function sentencesOf(segment: Segment, language: string): readonly Sentence[] {
  const text = plain(segment)
  let from = 0
  return endsIn(text, language).map((end) => {
    const start = from
    from = end
    const words = text.slice(start, end).trimEnd().length
    return { spans: slice(segment, start, start + words), gap: slice(segment, start + words, end) }
  })
}

const segmenters = new Map<string, Intl.Segmenter>()
function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' })
  segmenters.set(language, known)
  return known
}

/** Where sentences end in a text, each with the white space behind it; the last is the text's own end. */
function endsIn(text: string, language: string): readonly number[] {
  const base = language.split('-')[0] ?? language
  const pieces = [...segmenterOf(base).segment(text)].map(({ segment }) => segment)
  const ends: number[] = []
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    at += piece.length
    const next = pieces[index + 1]
    if (next === undefined || !goesOn(piece, next, base)) ends.push(at)
  }
  return ends
}

/** True where the Unicode rules ended a sentence too early. */
function goesOn(piece: string, next: string, language: string): boolean {
  if (/\n\s*$/.test(piece)) return false
  const end = piece.trimEnd()
  if (/^["»”’')\]]?\s*\p{Ll}/u.test(next)) return true
  if (!end.endsWith('.')) return false
  const last = /([\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*)\.$/u.exec(end.slice(-40))?.[1] ?? ''
  if (/^\p{Lu}$/u.test(last)) return true
  if (abbreviations[language]?.has(last.toLowerCase())) return true
  // `1. Mai`, `3. Liga`, `zum 2. Mal`: a small number with a full stop is an ordinal in German, and nowhere else
  return language === 'de' && /^\d{1,2}$/.test(last)
}

function slice(segment: Segment, from: number, to: number): Segment {
  const out: Span[] = []
  let at = 0
  for (const span of segment) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (text !== '') out.push({ ...span, text })
    at += span.text.length
  }
  return out
}
