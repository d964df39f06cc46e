import type { Draft, Embargo, Note } from '@depesche/article/model'
import { info } from '../../draft.ts'
import { type Expiry, expiryOf } from '../../life/expiry.ts'
import type { Ednotes } from '../../newsml-g2/standard/ednotes.ts'
import { type Noticed, noticesIn } from '../../text/notices-in.ts'
import { instantOfStamp, zonedOfStamp } from '../../time/stamp.ts'
import { at, attribute, type Element, textOf } from '../../xml/element.ts'
import type { Tracked } from '../../xml/tracked.ts'
import { type Embargoed, embargoOf } from '../embargo.ts'
import { identityOf, type Revision, revisionOf } from '../identity.ts'
import { lifeOf as standardLife } from '../life-cycle.ts'

export interface Life extends Pick<Draft, 'identity' | 'instruction' | 'withheld'>, Partial<Pick<Draft, 'created' | 'versionCreated'>> {
  readonly version: number | undefined
  readonly embargo: Embargo | undefined
  readonly expires: string | undefined
  /** what the notes to editors say of the article's life */
  readonly editors: Ednotes
  readonly notes: readonly Note[]
}

/**
 * Identification and NewsManagement (NewsML 1.2, 5.3 and 5.4): identity, revision, `Status`, `StatusWillChange`, `Instruction`. An item whose
 * own Status is Canceled is withdrawn; an `Instruction` that does not add up stops it. A change to Usable is an embargo, one to Canceled the
 * item's end. `told`: the notes to editors, whose embargoes and kills count, too.
 */
export function lifeOf(account: Tracked, item: Element, told: readonly string[], zone: string): Life {
  const management = at(item, 'NewsManagement')
  for (const name of ['ProviderId', 'DateId', 'NewsItemId']) account.text(at(item, 'Identification', 'NewsIdentifier', name))
  account.text(at(management, 'StatusWillChange', 'DateAndTime'))
  const stamp = (name: string) => {
    const instant = instantOfStamp(textOf(at(management, name)), zone)
    if (instant !== undefined) account.text(at(management, name))
    return instant
  }
  const [created, versionCreated] = [stamp('FirstCreated'), stamp('ThisRevisionCreated')]
  const identity = identityOf(item)
  const revision = lenient(revisionOf(item), identity.value)
  const life = standardLife(management, revision)
  const ambiguous = nameIn(management, 'Status') === 'canceled' && life.instruction === 'stop'
  const noticed = noticesIn(told, { zone, reference: versionCreated })
  const change = changeOf(management, noticed, zone, versionCreated)
  return {
    identity,
    version: revision.version,
    ...(created && { created }),
    ...(versionCreated && { versionCreated }),
    instruction: ambiguous ? 'delete' : life.instruction,
    withheld: life.withheld && !change.releases,
    embargo: change.embargo,
    expires: change.expires,
    // the item has an identity of its own
    editors: { ednotes: told, facts: noticed.facts, notes: noticed.notes.filter(({ rule }) => rule !== 'correction-without-identity') },
    notes: [
      ...(ambiguous ? [killed(), ...life.notes.filter(({ rule }) => rule !== 'instruction-ambiguous')] : life.notes),
      ...change.notes,
    ],
  }
}

function killed(): Note {
  return info('killed', 'The source withdraws the item (Status Canceled); nothing replaces it.', { part: 'instruction' })
}

/** Some leave the letter of the revision out of the PublicIdentifier (`…:a1:2` for `…:a1:2N`): it is the same item. */
function lenient(revision: Revision, value: string): Revision {
  const bare = `${value.replaceAll('/', ':')}:${revision.version}`
  return { ...revision, notes: revision.notes.filter(({ rule, text }) => rule !== 'identifier-differs' || text?.endsWith(bare) !== true) }
}

interface Change extends Embargoed, Pick<Expiry, 'expires'> {
  /** what the source withholds becomes usable by itself */
  readonly releases: boolean
}

const ENDS: ReadonlySet<string> = new Set(['canceled', 'withheld'])

/** What the status will become (NewsML 1.2, `StatusWillChange`). An embargo whose time a note alone says is that note's. */
function changeOf(management: Element | undefined, { facts }: Noticed, zone: string, created: string | undefined): Change {
  const change = at(management, 'StatusWillChange')
  const [now, then] = [nameIn(management, 'Status'), nameIn(change, 'FutureStatus') ?? 'usable']
  const stamp = textOf(at(change, 'DateAndTime'))
  const isReadable = zonedOfStamp(stamp, zone) !== undefined
  if (change !== undefined && isReadable && ENDS.has(then) && now !== 'embargoed') {
    const { expires, notes } = expiryOf([stamp!], zone)
    return { embargo: undefined, expires, releases: false, notes }
  }
  const stated = embargoOf(management, [], zone, created)
  const isNotes = stamp === undefined && facts.embargo !== undefined && then === 'usable'
  const releases = change !== undefined && isReadable && then === 'usable'
  // a status of its own says no other thing than an embargo does
  const notes = releases && now === 'withheld' ? stated.notes.filter(({ rule }) => rule !== 'embargo-status') : stated.notes
  return { embargo: isNotes ? undefined : stated.embargo, expires: undefined, releases, notes: isNotes ? [] : notes }
}

function nameIn(parent: Element | undefined, name: string): string | undefined {
  return attribute(at(parent, name), 'FormalName')?.toLowerCase()
}
