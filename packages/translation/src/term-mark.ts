import type { Mark } from '@depesche/article/model'
import type { Segment } from './engine.ts'
import { joinedSpans } from './joined-spans.ts'

/**
 * A term of the glossary on its way through an engine is a link of a scheme of its own, innermost on its words: engines carry it along
 * like any markup. It never leaves `withGlossary`, and no reader lets such a link in (only http, https and mailto).
 */
const SCHEME = 'term:'

/** The mark of words that must become `wish`. */
export const termMark = (wish: string): Mark => ({ kind: 'link', href: SCHEME + wish })

/** What marked words must become; `undefined`: it is another mark. */
export function wishIn(mark: Mark): string | undefined {
  return mark.kind === 'link' && mark.href.startsWith(SCHEME) ? mark.href.slice(SCHEME.length) : undefined
}

/** The marks of the article itself. */
export const realMarks = (marks: readonly Mark[] = []): readonly Mark[] => marks.filter((mark) => wishIn(mark) === undefined)

/** What the words under these marks must become. */
export function wishAmong(marks: readonly Mark[] = []): string | undefined {
  return marks.map(wishIn).find((wish) => wish !== undefined)
}

/** The term mark among marks. */
export const termIn = (marks: readonly Mark[] = []): Mark | undefined => marks.find((mark) => wishIn(mark) !== undefined)

/** The segment without its term marks, or without those of words that `off` names. */
export function withoutTerms(segment: Segment, off: (text: string, wish: string) => boolean = () => true): Segment {
  if (!segment.some(({ marks }) => wishAmong(marks) !== undefined)) return segment
  const spans = joinedSpans([segment]).map((span) => {
    const { text, marks } = span
    const wish = wishAmong(marks)
    if (wish !== undefined && !off(text, wish)) return span
    const real = realMarks(marks)
    return real.length > 0 ? { text, marks: real } : { text }
  })
  return joinedSpans([spans])
}
