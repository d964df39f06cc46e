import type { Coded } from '@depesche/article/model'
import { attribute, below, type Element, elements } from '../../xml/element.ts'
import { type Item, inLanguage, keysOf } from './item.ts'
import { lineIn } from './line.ts'

/** Vocabularies that we call by a name of ours, as in `iptc:15000000`. */
const KNOWN: readonly (readonly [base: RegExp, scheme: string])[] = [
  [/^https?:\/\/cv\.iptc\.org\/newscodes\/subjectcode\//i, 'iptc'],
  [/^https?:\/\/cv\.iptc\.org\/newscodes\/mediatopic\//i, 'medtop'],
]

/**
 * The code and the name of a concept, carried from now on (NewsML-G2, `@qcode`, `@uri`, `@literal`, `name`). A literal that only points to
 * an `assert` of the item is no code; a concept without any has its name for one, and the scheme `name`.
 */
export function codedOf(item: Item, element: Element): Coded | undefined {
  const name = conceptName(item, element)
  const isPointer = name !== undefined && item.asserts.has(`literal ${attribute(element, 'literal')}`)
  const by = ['qcode', 'uri', 'literal'].find((one) => attribute(element, one) !== undefined && !(one === 'literal' && isPointer))
  const coded = by === undefined ? undefined : ofCode(by, item.account.attribute(element, by)!)
  if (coded !== undefined) return { ...coded, ...(name !== undefined && { name }) }
  return name === undefined ? undefined : { scheme: 'name', code: name, name }
}

/** Its own name, else the one that an `assert` gives to its code. */
export function conceptName(item: Item, element: Element): string | undefined {
  const assert = keysOf(element)
    .map((key) => item.asserts.get(key))
    .find((one) => one !== undefined)
  const names = elements(element, 'name')
  return item.account.text(inLanguage(item, names) ?? inLanguage(item, elements(assert, 'name')), lineIn)
}

function ofCode(by: string, code: string): Coded {
  if (by === 'uri') return ofUri(code)
  const [, scheme, bare] = (by === 'qcode' ? QCODE : LITERAL).exec(code) ?? []
  if (!scheme || !bare) return { scheme: 'literal', code }
  return { scheme: scheme === 'subj' ? 'iptc' : scheme, code: bare }
}

/** `subj` is IPTC's own alias of the subject codes. */
const QCODE = /^([^:\s]{1,60}):(\S.*)$/
/** `iptc:15000000`, as we write it where it cannot be a QCode; any other text is what it is. */
const LITERAL = /^([a-z][\w.-]{0,59}):(\S.*)$/i

function ofUri(uri: string): Coded {
  const known = KNOWN.find(([base]) => base.test(uri))
  return known ? { scheme: known[1], code: uri.replace(known[0], '') } : { scheme: 'uri', code: uri }
}

export interface Concepts {
  readonly subjects: readonly Coded[]
  readonly places: readonly Coded[]
  readonly people: readonly Coded[]
  readonly organisations: readonly Coded[]
}

const TYPES = [
  ['people', /(?:^|[:/])person$/i, 'personDetails'],
  ['organisations', /(?:^|[:/])(?:organi[sz]ation|company)$/i, 'organisationDetails'],
  ['places', /(?:^|[:/])(?:geoArea\w*|poi|city|statprov|country|location)$|^loctype:/i, 'geoAreaDetails'],
  ['places', /(?!)/, 'POIDetails'],
] as const

/** What the item is about, by the type of each subject (IPTC NewsCodes, concept nature), else by what the item asserts of it. */
export function conceptsOf(item: Item): Concepts {
  const subjects = elements(item.content, 'subject').flatMap((subject) => partsOf(item, subject))
  const of = (kind: keyof Concepts) => subjects.filter((one) => one.kind === kind).flatMap(({ coded }) => coded)
  const keywords = elements(item.content, 'keyword').flatMap((one) => item.account.text(one, lineIn) ?? [])
  return {
    subjects: unique([...of('subjects'), ...keywords.map((name) => ({ scheme: 'keyword', code: name, name }))]),
    places: of('places'),
    people: unique(of('people')),
    organisations: unique(of('organisations')),
  }
}

interface Part {
  readonly kind: keyof Concepts
  readonly coded: readonly Coded[]
}

/** A subject; of one in facets the main concept and each facet that has a code (NewsML-G2, `mainConcept`, `facetConcept`). */
function partsOf(item: Item, subject: Element): readonly Part[] {
  const concepts = [...elements(subject, 'mainConcept'), ...elements(subject, 'facetConcept').filter((one) => keysOf(one).length > 0)]
  return (concepts.length > 0 ? concepts : [subject]).map((one) => {
    const kind = kindOf(item, subject, one)
    return { kind, coded: kind === 'places' ? placesIn(item, one) : listed(codedOf(item, one)) }
  })
}

function kindOf(item: Item, ...concepts: readonly Element[]): keyof Concepts {
  const types = concepts.flatMap((one) => `${attribute(one, 'type') ?? ''} ${attribute(one, 'typeuri') ?? ''}`.trim().split(/\s+/))
  const asserts = concepts.flatMap(keysOf).flatMap((key) => item.asserts.get(key) ?? [])
  const said = TYPES.find(([, type]) => types.some((one) => type.test(one)))
  const found = said ?? TYPES.find(([, , details]) => asserts.some((assert) => elements(assert, details).length > 0))
  return found?.[0] ?? 'subjects'
}

/** A place and those that it lies in (NewsML-G2, `broader`). */
export function placesIn(item: Item, element: Element): readonly Coded[] {
  return [element, ...below(element, 'broader')].flatMap((one) => listed(codedOf(item, one)))
}

function listed(coded: Coded | undefined): readonly Coded[] {
  return coded === undefined ? [] : [coded]
}

/** Each once; two names for one code are both kept. */
export function unique(all: readonly Coded[]): readonly Coded[] {
  return [...new Map(all.map((one) => [JSON.stringify([one.scheme, one.code, one.name]), one])).values()]
}
