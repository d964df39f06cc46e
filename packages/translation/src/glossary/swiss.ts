import { ACRONYMS } from './swiss/acronyms.ts'
import { BODIES } from './swiss/bodies.ts'
import { PLACES } from './swiss/places.ts'
import type { Term } from './term.ts'

/** The languages of the shipped table, in the order of its columns. */
export const swissLanguages = ['de', 'fr', 'it', 'en'] as const
type Language = (typeof swissLanguages)[number]

interface Forms {
  readonly written: string
  /** what is looked for in a source */
  readonly sought: readonly string[]
  /** what is as right in a translation */
  readonly also: readonly string[]
}

/** One thing by its names. */
export interface SwissRow {
  readonly kind: 'body' | 'acronym' | 'place'
  readonly isMemberToo: boolean
  readonly unless: readonly string[]
  readonly names: Readonly<Partial<Record<Language, Forms>>>
}

const TABLES = { body: BODIES, acronym: ACRONYMS, place: PLACES } as const

/** All rows that we ship. */
export function swissRows(): readonly SwissRow[] {
  return (Object.keys(TABLES) as SwissRow['kind'][]).flatMap((kind) =>
    TABLES[kind]
      .trim()
      .split('\n')
      .map((line) => rowOf(kind, line)),
  )
}

function rowOf(kind: SwissRow['kind'], line: string): SwissRow {
  const isMemberToo = line.startsWith('* ')
  const cells = (isMemberToo ? line.slice(2) : line).split('|').map((cell) => cell.trim())
  const all = cells.length === 1 ? swissLanguages.map(() => cells[0] ?? '') : cells
  const names = Object.fromEntries(swissLanguages.flatMap((language, at) => (all[at] ? [[language, formsOf(all[at])]] : [])))
  return { kind, isMemberToo, unless: all[swissLanguages.length]?.split(' ') ?? [], names }
}

function formsOf(cell: string): Forms {
  const forms = cell.split(';')
  const [written = '', ...also] = forms.map((form) => form.replace('~', ''))
  return { written, sought: forms.filter((form) => !form.startsWith('~')), also }
}

/** The shipped lines of a pair of languages; none for a language that the table does not have. */
export function swissTerms(from: string, to: string): readonly Term[] {
  const terms = swissRows().flatMap((row) => termsOf(row, from as Language, to as Language))
  // of two rows with the same words the first counts
  return [...new Map(terms.toReversed().map((term) => [term.term, term])).values()].toReversed()
}

function termsOf({ kind, isMemberToo, unless, names }: SwissRow, from: Language, to: Language): readonly Term[] {
  const { written: translation, also = [] } = names[to] ?? {}
  if (from === to || translation === undefined) return []
  return (names[from]?.sought ?? []).map((term) => ({
    term,
    ...(term === translation ? { kind: 'keep' as const } : { kind: 'translate' as const, translation }),
    ...(also.length > 0 ? { also } : {}),
    weight: kind === 'place' ? ('nothing' as const) : ('info' as const),
    ...(kind === 'acronym' ? { acronym: true as const } : {}),
    ...(unless.length > 0 ? { unless } : {}),
    ...(isMemberToo && from === 'de' ? { body: true as const } : {}),
  }))
}
