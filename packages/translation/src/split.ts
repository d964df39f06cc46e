import { plain } from '@depesche/article/model'
import type { Segment } from './engine.ts'

/** The part of a segment between two offsets of its plain text, with its marks. */
export function slice(segment: Segment, start: number, end: number): Segment {
  let at = 0
  return segment.flatMap((span) => {
    const text = span.text.slice(Math.max(0, start - at), Math.max(0, end - at))
    at += span.text.length
    return text === '' ? [] : [{ ...span, text }]
  })
}

/**
 * The segment in as few pieces as pass `fits`, cut at ends of sentences; joined again they are the same text.
 * `undefined`: a single sentence does not fit. The segment itself when it does.
 */
export function splitAtSentences(segment: Segment, language: string, fits: (piece: Segment) => boolean): readonly Segment[] | undefined {
  if (fits(segment)) return [segment]
  const text = plain(segment)
  const pieces: Segment[] = []
  let start = 0
  let end = 0
  for (const { index, segment: sentence } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    const next = index + sentence.length
    if (!fits(slice(segment, start, next))) {
      if (end > start) pieces.push(slice(segment, start, end))
      start = index
      if (!fits(slice(segment, start, next))) return undefined
    }
    end = next
  }
  return [...pieces, slice(segment, start, end)]
}
