import type { Association, Coded, Draft, Note } from '@depesche/article/model'
import { check, present } from '../../draft.ts'
import { cantonOf } from '../../life/cantons.ts'
import { at, attribute, below, type Element, elements } from '../../xml/element.ts'
import { identityOfUrn } from '../identity.ts'

type Fields = Pick<Draft, 'associations' | 'authors' | 'places' | 'sources' | 'subjects'> &
  Partial<Pick<Draft, 'credit' | 'genre' | 'provider' | 'service' | 'urgency'>>

export interface Facts {
  readonly draft: Fields
  readonly language: string | undefined
  readonly notes: readonly Note[]
}

/** Service, urgency, rights, authors, subjects and places. Codes keep their scheme. */
export function factsOf(root: Element, item: Element): Facts {
  const names = (name: string) => below(item, name).flatMap((element) => attribute(element, 'FormalName') ?? [])
  const parties = (role: string) => below(item, role).flatMap((element) => attribute(at(element, 'Party'), 'FormalName') ?? [])
  const sources = [...new Set(parties('Source'))]
  const urgency = urgencyOf(root, item)
  const links = associationsOf(item)
  return {
    draft: present({
      service: attribute(at(root, 'NewsEnvelope', 'NewsProduct'), 'FormalName'),
      urgency: urgency.value,
      provider: parties('Provider')[0],
      credit: sources.length > 0 ? sources.join('/') : undefined,
      sources,
      authors: properties(item, 'author').filter((value) => value !== 'unknown'),
      genre: names('Genre')[0],
      subjects: subjectsOf(item),
      places: placesOf(item),
      associations: links.associations,
    }),
    language: names('Language')[0],
    notes: [...urgency.notes, ...links.notes],
  }
}

function properties(item: Element, name: string): readonly string[] {
  return below(item, 'Property')
    .filter((one) => attribute(one, 'FormalName') === name)
    .flatMap((one) => attribute(one, 'Value') ?? [])
}

/** IPTC subject codes, a flat list in any order; the tree is in the digits (2 + 3 + 3). `11000000` alone is a filler. */
function subjectsOf(item: Element): readonly Coded[] {
  const levels = below(item, 'SubjectCode').flatMap((list) => elements(list))
  const codes = [...new Set(levels.flatMap((one) => attribute(one, 'FormalName') ?? []))].sort()
  return codes.length === 1 && codes[0] === '11000000' ? [] : codes.map((code) => ({ scheme: 'iptc', code }))
}

function placesOf(item: Element): readonly Coded[] {
  const countries = properties(item, 'Country').map((code) => ({ scheme: 'country', code }))
  const areas = properties(item, 'CountryArea').map((code) => ({ scheme: 'canton', code: cantonOf(code) ?? code }))
  return [...countries, ...areas]
}

/** Sorted: the agency swaps the order between revisions without meaning anything by it. */
function associationsOf(item: Element): { readonly associations: readonly Association[]; readonly notes: readonly Note[] } {
  const urns = [...new Set(below(item, 'AssociatedWith').flatMap((one) => attribute(one, 'NewsItem') ?? []))].sort()
  const associations = urns.flatMap((urn) => {
    const identity = identityOfUrn(urn)
    return identity ? [{ identity }] : []
  })
  const lost = urns.filter((urn) => identityOfUrn(urn) === undefined)
  return {
    associations,
    notes: lost.map((urn) =>
      check('association-unreadable', `A link to another item could not be read: ${urn}`, { part: 'associations' }, urn),
    ),
  }
}

function urgencyOf(root: Element, item: Element): { readonly value: number | undefined; readonly notes: readonly Note[] } {
  const printed =
    attribute(at(item, 'NewsManagement', 'Urgency'), 'FormalName') ?? attribute(at(root, 'NewsEnvelope', 'Priority'), 'FormalName')
  if (printed === undefined) return { value: undefined, notes: [] }
  const value = Number(printed)
  if (Number.isInteger(value) && value >= 1 && value <= 9) return { value, notes: [] }
  return {
    value: undefined,
    notes: [check('urgency-unreadable', `The urgency “${printed}” is not a number from 1 to 9.`, { part: 'urgency' }, printed)],
  }
}
