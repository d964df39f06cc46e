import type { Association, Coded, Draft, Note } from '@depesche/article/model'
import { check, present } from '../../draft.ts'
import { lineIn } from '../../newsml-g2/standard/line.ts'
import { at, attribute, below, type Element, elements } from '../../xml/element.ts'
import type { Tracked } from '../../xml/tracked.ts'
import { identityOfUrn } from '../identity.ts'
import { occurringIn, type Topics, topicName, topicOf, topicsOf } from './topics.ts'

type Fields = Pick<Draft, 'associations' | 'authors' | 'places' | 'sources' | 'subjects'> &
  Partial<Pick<Draft, 'genre' | 'organisations' | 'people' | 'provider' | 'service' | 'urgency'>>

export interface Facts {
  readonly draft: Fields
  readonly language: string | undefined
  /** rights and uses, as they are told to editors */
  readonly rights: readonly string[]
  readonly notes: readonly Note[]
}

/** Who sends it, whose it is and what it is about (NewsML 1.2, 5.6: administrative, rights and descriptive metadata). */
export function factsOf(account: Tracked, root: Element, item: Element): Facts {
  const topics = topicsOf(root)
  const parties = (role: string) => [...new Set(below(item, role).flatMap((one) => partiesOf(account, topics, one)))]
  const about = occurringIn(account, item, topics)
  const first = (name: string) => below(item, name).flatMap((one) => account.attribute(one, 'FormalName') ?? [])[0]
  const envelope = at(root, 'NewsEnvelope')
  const product = account.attribute(at(envelope, 'NewsProduct'), 'FormalName')
  const service = account.attribute(at(envelope, 'NewsService'), 'FormalName') ?? product
  const urgency = urgencyOf(root, item)
  const links = associationsOf(item)
  return {
    draft: present({
      service,
      urgency: urgency.value,
      provider: parties('Provider')[0],
      sources: parties('Source'),
      authors: parties('Creator'),
      genre: first('Genre'),
      subjects: unique([...subjectsOf(account, item), ...about.subjects]),
      places: unique([...placesOf(account, item), ...about.places]),
      people: about.people.length > 0 ? unique(about.people) : undefined,
      organisations: about.organisations.length > 0 ? unique(about.organisations) : undefined,
      associations: links.associations,
    }),
    language: first('Language'),
    rights: rightsOf(account, item),
    notes: [...urgency.notes, ...links.notes],
  }
}

/** A party by its name, or by the topic that it points to (`Party@FormalName`, `Party@Topic`). */
function partiesOf(account: Tracked, topics: Topics, role: Element): readonly string[] {
  return elements(role, 'Party').flatMap(
    (party) => topicName(account, topicOf(topics, party)) ?? account.attribute(party, 'FormalName') ?? [],
  )
}

const LEVELS = ['Subject', 'SubjectMatter', 'SubjectDetail', 'SubjectQualifier'] as const

/** IPTC's subject codes have eight digits; whatever else stands there is the provider's. */
function subjectsOf(account: Tracked, item: Element): readonly Coded[] {
  const levels = below(item, 'SubjectCode').flatMap((list) => LEVELS.flatMap((name) => elements(list, name)))
  return levels.flatMap((level): readonly Coded[] => {
    const code = account.attribute(level, 'FormalName')
    return code === undefined ? [] : [{ scheme: /^\d{8}$/.test(code) ? 'iptc' : 'newsml12-subject', code }]
  })
}

/** `Location` with properties (`Country`, `CountryArea`, `City`), each a place by its kind. */
function placesOf(account: Tracked, item: Element): readonly Coded[] {
  return below(item, 'Location').flatMap((location) =>
    below(location, 'Property').flatMap((property): readonly Coded[] => {
      const [kind, code] = [attribute(property, 'FormalName'), account.attribute(property, 'Value')]
      return kind === undefined || code === undefined ? [] : [{ scheme: kind.toLowerCase().slice(0, 60), code }]
    }),
  )
}

/** Usage, copyright and as what it is provided: for editors. */
function rightsOf(account: Tracked, item: Element): readonly string[] {
  const texts = ['CopyrightHolder', 'CopyrightDate', 'UsageType', 'Limitations', 'Geography', 'RightsHolder', 'StartDate', 'EndDate']
  const rights = below(item, 'RightsMetadata').flatMap((one) => texts.flatMap((name) => below(one, name)))
  const told = rights.flatMap((one) => account.text(one, lineIn) ?? [])
  const elementsNamed = below(item, 'ProvidedAs').flatMap((one) => account.attribute(one, 'FormalName') ?? account.text(one, lineIn) ?? [])
  const properties = below(item, 'Property').filter((one) => /^provided-?as$/i.test(attribute(one, 'FormalName') ?? ''))
  const provided = [...elementsNamed, ...properties.flatMap((one) => account.attribute(one, 'Value') ?? [])]
  return [...new Set([...provided.map((one) => `ProvidedAs: ${one}`), ...told])]
}

/** Other items: `AssociatedWith`, `DerivedFrom` and references in the place of a component. */
function associationsOf(item: Element): { readonly associations: readonly Association[]; readonly notes: readonly Note[] } {
  const named = ['AssociatedWith', 'DerivedFrom', 'NewsItemRef'].flatMap((name) => below(item, name))
  const urns = [...new Set(named.flatMap((one) => attribute(one, 'NewsItem') ?? []))].sort()
  const identities = urns.map((urn) => [urn, identityOfUrn(urn)] as const)
  return {
    associations: identities.flatMap(([, identity]) => (identity ? [{ identity }] : [])),
    notes: identities.flatMap(([urn, identity]) => (identity ? [] : [unreadable(urn)])),
  }
}

function unreadable(urn: string): Note {
  return check('association-unreadable', `A link to another item could not be read: ${urn.slice(0, 120)}`, { part: 'associations' }, urn)
}

function urgencyOf(root: Element, item: Element): { readonly value: number | undefined; readonly notes: readonly Note[] } {
  const management = at(item, 'NewsManagement', 'Urgency')
  const printed = attribute(management, 'FormalName') ?? attribute(at(root, 'NewsEnvelope', 'Priority'), 'FormalName')
  const value = Number(printed)
  if (printed === undefined || (Number.isInteger(value) && value >= 1 && value <= 9))
    return { value: printed === undefined ? undefined : value, notes: [] }
  const reason = `The urgency “${printed.slice(0, 40)}” is not a number from 1 to 9.`
  return { value: undefined, notes: [check('urgency-unreadable', reason, { part: 'urgency' }, printed)] }
}

function unique(all: readonly Coded[]): readonly Coded[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}
