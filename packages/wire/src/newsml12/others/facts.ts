import type { Coded, Draft, Note } from '@depesche/article/model'
import { check, present } from '../../draft.ts'
import { at, attribute, below, type Element, elements } from '../../xml/element.ts'
import type { Tracked } from '../../xml/tracked.ts'
import { associationsOf } from './links.ts'
import { rightsOf } from './rights.ts'
import { occurringIn, type Topics, topicName, topicOf, topicsOf } from './topics.ts'

type Fields = Pick<Draft, 'associations' | 'authors' | 'places' | 'sources' | 'subjects'> &
  Partial<Pick<Draft, 'genre' | 'organisations' | 'people' | 'provider' | 'service' | 'urgency'>>

const METADATA = ['AdministrativeMetadata', 'DescriptiveMetadata', 'RightsMetadata', 'Metadata'] as const

export interface Facts {
  readonly draft: Fields
  readonly language: string | undefined
  /** rights and uses, as they are told to editors */
  readonly rights: readonly string[]
  readonly notes: readonly Note[]
}

/**
 * Who sends it, whose it is and what it is about (NewsML 1.2, 5.6: administrative, rights and descriptive metadata), by the components that
 * the text stands in, the nearest first: whose a picture is says nothing of the text. Without a text, by all of the item's.
 */
export function factsOf(account: Tracked, item: Element, chain: readonly Element[]): Facts {
  const { root } = account
  const topics = topicsOf(root)
  const metadata = chain.toReversed().flatMap((component) => METADATA.flatMap((name) => elements(component, name)))
  const all = chain.length === 0 ? [item] : metadata
  const found = (name: string) => all.flatMap((one) => below(one, name))
  const parties = (...roles: readonly string[]) => [
    ...new Set(roles.flatMap((role) => found(role)).flatMap((one) => partiesOf(account, topics, one))),
  ]
  const authors = found('Property').filter((one) => /^author$/i.test(attribute(one, 'FormalName') ?? ''))
  const about = occurringIn(account, found('TopicOccurrence'), topics)
  const first = (name: string) =>
    account.attribute(
      found(name).find((one) => attribute(one, 'FormalName') !== undefined),
      'FormalName',
    )
  const [provider] = found('Provider').flatMap((one) => elements(one, 'Party'))
  const envelope = at(root, 'NewsEnvelope')
  const service = ['NewsService', 'NewsProduct'].map((name) => at(envelope, name)).find((one) => attribute(one, 'FormalName') !== undefined)
  const urgency = urgencyOf(root, item)
  const links = associationsOf(item)
  return {
    draft: present({
      service: account.attribute(service, 'FormalName'),
      urgency: urgency.value,
      provider: provider && partyOf(account, topics, provider),
      sources: parties('Source'),
      authors: [...parties('Creator', 'Contributor'), ...authors.flatMap((one) => account.attribute(one, 'Value') ?? [])],
      genre: first('Genre'),
      subjects: unique([...subjectsOf(account, found('SubjectCode')), ...interestsOf(account, found('OfInterestTo')), ...about.subjects]),
      places: unique([...placesOf(account, found('Location')), ...about.places]),
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
function partyOf(account: Tracked, topics: Topics, party: Element): string | undefined {
  return topicName(account, topicOf(topics, party)) ?? account.attribute(party, 'FormalName')
}

function partiesOf(account: Tracked, topics: Topics, role: Element): readonly string[] {
  return elements(role, 'Party').flatMap((party) => partyOf(account, topics, party) ?? [])
}

const LEVELS = ['Subject', 'SubjectMatter', 'SubjectDetail', 'SubjectQualifier'] as const

/** IPTC's subject codes have eight digits; whatever else stands there is the provider's. */
function subjectsOf(account: Tracked, codes: readonly Element[]): readonly Coded[] {
  const levels = codes.flatMap((list) => LEVELS.flatMap((name) => elements(list, name)))
  return levels.flatMap((level): readonly Coded[] => {
    const code = account.attribute(level, 'FormalName')
    return code === undefined ? [] : [{ scheme: /^\d{8}$/.test(code) ? 'iptc' : 'newsml12-subject', code }]
  })
}

/** For whom it is, by the provider's codes (NewsML 1.2, `OfInterestTo`). */
function interestsOf(account: Tracked, codes: readonly Element[]): readonly Coded[] {
  return codes.flatMap((one) => account.attribute(one, 'FormalName') ?? []).map((code) => ({ scheme: 'newsml12-of-interest-to', code }))
}

/** `Location` with properties (`Country`, `CountryArea`, `City`), each a place by its kind. */
function placesOf(account: Tracked, locations: readonly Element[]): readonly Coded[] {
  return locations.flatMap((location) =>
    below(location, 'Property').flatMap((property): readonly Coded[] => {
      const [kind, code] = [attribute(property, 'FormalName'), account.attribute(property, 'Value')]
      return kind === undefined || code === undefined ? [] : [{ scheme: kind.toLowerCase().slice(0, 60), code }]
    }),
  )
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
