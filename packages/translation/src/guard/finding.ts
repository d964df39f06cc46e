import { clip, type Level, type Note } from '@depesche/article/model'

/** Where something stands in the plain text of a segment. */
export type Where = readonly [start: number, end: number]

/** Something that source and translation do not agree on. */
export interface Finding {
  /** kebab-case, stable: `number-changed` (docs/fact-guard.md has them all) */
  readonly rule: string
  readonly level: Level
  /** in words that a desk understands, with both sides' words */
  readonly reason: string
  readonly source?: Where
  readonly target?: Where
}

/** The finding as a Note on its paragraph: the doubted words of the translation, or those of the source that it lacks. */
export function noteOf(finding: Finding, source: string, target: string): Note {
  const { rule, level, reason } = finding
  const text = finding.target ? target.slice(...finding.target) : finding.source && source.slice(...finding.source)
  return { rule, level, reason, place: {}, ...(text && { text }) }
}

/** A few words of a text in quotation marks, for a reason. */
export function quoted(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  const short = clip(flat.slice(0, 60), 180)
  return short.length < flat.length ? `“${short}…”` : `“${short}”`
}
