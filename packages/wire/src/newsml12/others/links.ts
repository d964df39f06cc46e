import type { Association, Note } from '@depesche/article/model'
import { check } from '../../draft.ts'
import { attribute, below, type Element } from '../../xml/element.ts'
import { identityOfUrn } from '../identity.ts'

export interface Links {
  readonly associations: readonly Association[]
  readonly notes: readonly Note[]
}

/** Other items: `AssociatedWith`, `DerivedFrom` and references in the place of a component. */
export function associationsOf(item: Element): Links {
  const named = ['AssociatedWith', 'DerivedFrom', 'NewsItemRef'].flatMap((name) => below(item, name))
  const urns = [...new Set(named.flatMap((one) => attribute(one, 'NewsItem') ?? []))].filter((urn) => !urn.startsWith('#')).sort()
  const identities = urns.map((urn) => [urn, identityOfUrn(urn)] as const)
  return {
    associations: identities.flatMap(([, identity]) => (identity ? [{ identity }] : [])),
    notes: identities.flatMap(([urn, identity]) => (identity ? [] : [unreadable(urn)])),
  }
}

function unreadable(urn: string): Note {
  return check('association-unreadable', `A link to another item could not be read: ${urn.slice(0, 120)}`, { part: 'associations' }, urn)
}
