import type { Glossary, GlossaryFor } from './glossary.ts'
import type { OwnLines, Term } from './term.ts'

export interface Glossaries {
  readonly glossaryFor: GlossaryFor
  /** what `glossaryFor` has made already; asked by what must not wait */
  readonly made: (from: string, to: string) => Glossary | undefined
}

/**
 * The glossaries of a newsroom: its own lines, and behind them those we ship for Switzerland (`swiss`). What is needed for that is read when
 * the first direction is asked for: a function that starts waits for none of it. A line of the desk's for the same words takes a shipped
 * one's place.
 */
export function createGlossaries({ own, swiss }: { readonly own: OwnLines; readonly swiss: boolean }): Glossaries {
  const made = new Map<string, Glossary | undefined>()
  const glossaryFor: GlossaryFor = async (from, to) => {
    const pair = pairOf(from, to)
    if (!made.has(pair)) {
      const ours = own[pair] ?? []
      const shipped = swiss ? (await import('./swiss.ts')).swissTerms(base(from), base(to)) : []
      const terms = [...ours, ...withoutThose(shipped, ours)]
      const { glossaryOf } = await import('./glossary.ts')
      // who came first while it was read has made it
      if (!made.has(pair)) made.set(pair, terms.length > 0 ? glossaryOf(terms, from) : undefined)
    }
    return made.get(pair)
  }
  return { glossaryFor, made: (from, to) => made.get(pairOf(from, to)) }
}

const base = (tag: string) => tag.split('-')[0] ?? tag

/** `de-fr`: how a glossary's file is called. */
const pairOf = (from: string, to: string): string => `${base(from)}-${base(to)}`

function withoutThose(shipped: readonly Term[], ours: readonly Term[]): readonly Term[] {
  const own = new Set(ours.filter(({ kind }) => kind !== 'forbid').map(({ term }) => term))
  return shipped.filter(({ term }) => !own.has(term))
}
