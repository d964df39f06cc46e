import { type Matcher, matcherOf } from './matcher.ts'
import type { Term } from './term.ts'

/** What holds for one pair of languages. */
export interface Glossary {
  /** the desk's own first */
  readonly terms: readonly Term[]
  /** finds them in a text of the source language */
  readonly matcher: Matcher
}

/** The glossary of a direction; `undefined`: there is none. Tags are compared by their languages: `fr-CH` uses `fr`. */
export type GlossaryFor = (from: string, to: string) => Promise<Glossary | undefined>

/** Makes a glossary of lines whose terms are in the language `from`. */
export function glossaryOf(terms: readonly Term[], from: string): Glossary {
  return { terms, matcher: matcherOf(terms, from.split('-')[0] ?? from) }
}
