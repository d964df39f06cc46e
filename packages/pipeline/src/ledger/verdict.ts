import { compareMarks, type Mark, NO_MARK } from './mark.ts'
import type { LanguageItem, Out } from './shapes.ts'

/** What a person said of a language's words: which words, and the number of the decision. */
export interface Verdict {
  readonly mark: Mark
  readonly number: number
}

/**
 * A language after a person rejected the words at `mark`. Words that an earlier approval made of the very same text are
 * rejected with them. The same object when it was rejected so already, or by a later decision.
 */
export function rejectLanguage(item: LanguageItem, mark: Mark, number: number): LanguageItem {
  const { out, rejected } = item
  const isSameText = out?.approved !== undefined && !out.approved.edited && out.version === mark.version && out.approved.of === mark.edition
  const named = isSameText && out.approved.number < number ? { version: out.version, edition: out.edition } : mark
  const order = rejected === undefined ? 1 : compareMarks(named, rejected.mark)
  if (rejected !== undefined && (order < 0 || (order === 0 && rejected.number >= number))) return item
  return { ...item, rejected: { mark: named, number } }
}

/** True when words at this mark have been rejected by a decision with a higher number, or are older than rejected ones. */
export function isRejected({ rejected }: LanguageItem, mark: Mark, number: number): boolean {
  return rejected !== undefined && rejected.number > number && compareMarks(mark, rejected.mark) <= 0
}

/** The lowest mark that may be shown after a rejection: the next edition. */
export function floorAfter({ mark }: Verdict): Mark {
  return { version: mark.version, edition: mark.edition + 1 }
}

/** A language with the edition that an approval makes; the same object when newer words stand there, or they are rejected. */
export function approveLanguage(item: LanguageItem, approved: Out, number: number): LanguageItem {
  const mark = { version: approved.version, edition: approved.approved?.of ?? 0 }
  if (isRejected(item, mark, number) || compareMarks(approved, item.out ?? NO_MARK) <= 0) return item
  return { ...item, out: approved }
}
