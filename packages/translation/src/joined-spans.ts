import type { Span } from '@depesche/article/model'
import type { Segment } from './engine.ts'

/** Spans of sentences and gaps as one segment: neighbours under the same marks become one span. */
export function joinedSpans(parts: readonly Segment[]): Segment {
  const out: Span[] = []
  for (const span of parts.flat()) {
    const last = out.at(-1)
    if (span.text === '') continue
    if (last && JSON.stringify(last.marks ?? []) === JSON.stringify(span.marks ?? []))
      out[out.length - 1] = { ...last, text: last.text + span.text }
    else out.push(span)
  }
  return out
}
