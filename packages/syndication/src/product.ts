import { type Coded, clip, type Draft, type Identity } from '@depesche/article/model'

/**
 * The facts of an article that a product's filter may read. They stand in the ledger's head, so they are few and small:
 * at most `MAX_CODES` codes of each kind.
 */
export interface FilterFacts {
  readonly desk: string
  /** the source's language */
  readonly language: string
  readonly type: Draft['type']
  readonly format: string
  readonly service: string
  readonly urgency: number
  /** `scheme:code`, e.g. `iptc:15000000` */
  readonly subjects: readonly string[]
  /** `scheme:code` */
  readonly places: readonly string[]
  /** lower case: `ats`, `afp` */
  readonly sources: readonly string[]
}

/** A condition per fact, all of which must hold; a list means "one of these". An empty filter takes everything. */
export interface Filter {
  readonly desks?: readonly string[]
  readonly languages?: readonly string[]
  readonly types?: readonly Draft['type'][]
  readonly services?: readonly string[]
  /** beginnings of `scheme:code`: `iptc:15` is all sport */
  readonly subjects?: readonly string[]
  readonly places?: readonly string[]
  /** every source must be one of these (rights) */
  readonly sources?: readonly string[]
  /** at least as urgent: 1 is a flash, 9 the least */
  readonly urgency?: number
}

/** What is sold: a filter over articles, the languages it comes in, and which grades of translation may go out in it. */
export interface Product {
  readonly name: string
  readonly title: string
  readonly filter: Filter
  readonly languages: readonly string[]
  /** grades of machine translation that go out; the source's own language always may */
  readonly grades: readonly string[]
  /** translations that a person must have let go */
  readonly person?: Person
}

/** A translation that meets any of these needs a person. The source's own words never do. */
export interface Person {
  readonly languages?: readonly string[]
  readonly grades?: readonly string[]
  /** Notes of this weight or more */
  readonly level?: 'info' | 'check'
}

/** One product in one language, identical for everyone who may read it. */
export interface Feed {
  readonly product: string
  readonly language: string
}

const MAX_CODES = 16
/** Characters of a source that the head keeps. */
export const MAX_SOURCE = 32
/** Bytes of a code that the head keeps. */
export const MAX_CODE = 48
/** No filter can name it: a source that is cut off or left out is refused wherever rights are asked, not forgotten. */
const CUT = '…'
const codes = (coded: readonly Coded[]) =>
  [...new Set(coded.map(({ scheme, code }) => clip(`${scheme}:${code}`, MAX_CODE)))].slice(0, MAX_CODES)

function sourceFacts(sources: readonly string[]): readonly string[] {
  const cut = (source: string) => (source.length > MAX_SOURCE ? source.slice(0, MAX_SOURCE - 1) + CUT : source)
  const all = [...new Set(sources.map((source) => cut(source.toLowerCase())))]
  return all.length > MAX_CODES ? [...all.slice(0, MAX_CODES - 1), CUT] : all
}

/** The facts that filters read, taken from a draft; bounded, so that they fit the head. */
export function filterFacts(draft: Omit<Draft, 'identity'> & { identity?: Identity }, desk: string): FilterFacts {
  return {
    desk,
    language: draft.language,
    type: draft.type,
    format: draft.format,
    service: (draft.service ?? '').slice(0, MAX_CODE),
    urgency: draft.urgency ?? 5,
    subjects: codes(draft.subjects),
    places: codes(draft.places),
    sources: sourceFacts(draft.sources),
  }
}

const oneOf = <T>(list: readonly T[] | undefined, value: T) => list === undefined || list.includes(value)
const startsWithOneOf = (list: readonly string[] | undefined, values: readonly string[]) =>
  list === undefined || values.some((value) => list.some((start) => value.startsWith(start)))

type Condition = keyof Filter

const CONDITIONS: { readonly [C in Condition]-?: (filter: Filter, facts: FilterFacts) => boolean } = {
  desks: (filter, facts) => oneOf(filter.desks, facts.desk),
  languages: (filter, facts) => oneOf(filter.languages, facts.language),
  types: (filter, facts) => oneOf(filter.types, facts.type),
  services: (filter, facts) => oneOf(filter.services, facts.service),
  subjects: (filter, facts) => startsWithOneOf(filter.subjects, facts.subjects),
  places: (filter, facts) => startsWithOneOf(filter.places, facts.places),
  sources: (filter, facts) => filter.sources === undefined || facts.sources.every((source) => filter.sources?.includes(source)),
  urgency: (filter, facts) => filter.urgency === undefined || facts.urgency <= filter.urgency,
}

/** The conditions that the article does not meet. */
export function unmet(filter: Filter, facts: FilterFacts): readonly Condition[] {
  return (Object.keys(CONDITIONS) as Condition[]).filter((condition) => !CONDITIONS[condition](filter, facts))
}

/** True when the article belongs to the product, whatever the language. */
export function matches(filter: Filter, facts: FilterFacts): boolean {
  return unmet(filter, facts).length === 0
}

/** True when the product takes the article and comes in that language. */
export function carries(product: Product, language: string, facts: FilterFacts): boolean {
  return product.languages.includes(language) && matches(product.filter, facts)
}

/** True when the product asks for a person before such a translation goes out in it. */
export function needsPerson({ person }: Product, language: string, words: { readonly grade: string; readonly level: string }): boolean {
  if (person === undefined || words.grade === 'source') return false
  const weights = ['info', 'check', 'hold']
  const heavy = person.level !== undefined && weights.indexOf(words.level) >= weights.indexOf(person.level)
  return heavy || person.languages?.includes(language) === true || person.grades?.includes(words.grade) === true
}

/** True when the product lets that grade out: `source` always, a machine's by the product's list. */
export function allowsGrade(product: Product, grade: string): boolean {
  return grade === 'source' || product.grades.includes(grade)
}
