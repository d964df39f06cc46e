import { type Identity, type Note, Rejected } from '@depesche/article/model'
import { check, hold } from '../draft.ts'
import { newsml12Identity } from '../life/identities.ts'
import { at, attribute, below, type Element, textOf } from '../xml/element.ts'

export interface Revision {
  readonly version: number | undefined
  /** `N` complete, `U` contains updates, `A` management data only */
  readonly update: string
  readonly previous: number
  readonly notes: readonly Note[]
}

/** ProviderId, DateId and NewsItemId name the article; never the file's name, which is arrival and transmission. */
export function identityOf(item: Element): Identity {
  const identifier = at(item, 'Identification', 'NewsIdentifier')
  const [provider, date, number] = ['ProviderId', 'DateId', 'NewsItemId'].map((name) => textOf(at(identifier, name)))
  if (!provider || !date || !number)
    throw new Rejected(
      'newsml12-identity',
      'The NewsIdentifier lacks ProviderId, DateId or NewsItemId.',
      'Send the item again as the agency wrote it.',
      item.line,
    )
  return newsml12Identity(provider, date, number)
}

/** The version and its kind. `RevisionStatus@Revision` is unreliable and not looked at. */
export function revisionOf(item: Element): Revision {
  const element = below(at(item, 'Identification'), 'RevisionId')[0]
  const version = Number(textOf(element))
  const update = attribute(element, 'Update') ?? 'N'
  const previous = Number(attribute(element, 'PreviousRevision') ?? 0)
  if (!Number.isSafeInteger(version) || version < 1)
    return {
      version: undefined,
      update,
      previous,
      notes: [hold('revision-missing', 'The item has no readable RevisionId: which version is it?', { part: 'version' })],
    }
  return { version, update, previous, notes: identifierNotes(item, `${version}${update}`) }
}

/** PublicIdentifier repeats the parts; third parties' copies may lack `urn:`, so only its end is compared. */
function identifierNotes(item: Element, suffix: string): readonly Note[] {
  const { value } = identityOf(item)
  const printed = textOf(below(at(item, 'Identification'), 'PublicIdentifier')[0])
  if (printed === undefined || printed.endsWith(`${value.replaceAll('/', ':')}:${suffix}`)) return []
  return [
    check(
      'identifier-differs',
      `PublicIdentifier “${printed}” does not match the item's own parts, which were used.`,
      { part: 'identity' },
      printed,
    ),
  ]
}

/** The identity that a reference names: `urn:newsml:{provider}:{date}:{id}`, with or without `urn:` and a revision. */
export function identityOfUrn(urn: string): Identity | undefined {
  const match = /^(?:urn:)?(?:newsml:)?([^:\s]{1,80}):(\d{8}(?:T\d{4,6}(?:Z|[+-]\d{4})?)?):([^:\s]{1,80})(?::\w{1,12})?$/.exec(urn.trim())
  const [, provider, date, number] = match ?? []
  return provider && date && number ? newsml12Identity(provider, date, number) : undefined
}
