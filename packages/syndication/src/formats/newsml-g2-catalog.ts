import { OURS } from './provenance.ts'
import type { CodedFact, Item } from './read-item.ts'
import { element, type XmlElement } from './xml.ts'

/** The IPTC's schemes that we use, and ours: `depesche:translation-grade` is `urn:x-depesche:translation-grade`. */
const SCHEMES: Readonly<Record<string, string>> = {
  ninat: 'http://cv.iptc.org/newscodes/ninature/',
  sig: 'http://cv.iptc.org/newscodes/signal/',
  stat: 'http://cv.iptc.org/newscodes/pubstatusg2/',
  depesche: OURS,
}

/** An alias is an NCName (catalog/scheme) and a code has no white space (QCodeType). */
const QCODE = /^([A-Za-z_][\w.-]{0,59}):(\S{1,200})$/

interface QCode {
  readonly qcode: string
  readonly alias: string
  readonly scheme: string
}

/** The fact as a QCode with its scheme, or `undefined` where its codes or its alias cannot stand in one. */
export function qcodeOf({ literal, uri }: CodedFact): QCode | undefined {
  const [qcode, alias, code] = QCODE.exec(literal.toWellFormed()) ?? []
  if (qcode === undefined || alias === undefined || code === undefined || Object.hasOwn(SCHEMES, alias)) return undefined
  const end = encodeURIComponent(code)
  const scheme = uri?.endsWith(end) ? uri.slice(0, -end.length) : `${OURS}scheme:${alias}:`
  return { qcode, alias, scheme }
}

/**
 * A catalog with every alias that the item uses (NewsML-G2, `catalog`): it stands in the item, so that nobody has to fetch
 * one to resolve a code. An alias has one scheme: the first that is named.
 */
export function catalogOf(item?: Item): XmlElement {
  const facts = [...(item?.subjects ?? []), ...(item?.places ?? [])].flatMap((fact) => qcodeOf(fact) ?? [])
  const found = Object.fromEntries(facts.toReversed().map(({ alias, scheme }) => [alias, scheme]))
  const schemes = Object.entries({ ...SCHEMES, ...found })
  return element(
    'catalog',
    {},
    schemes.map(([alias, uri]) => element('scheme', { alias, uri })),
  )
}
