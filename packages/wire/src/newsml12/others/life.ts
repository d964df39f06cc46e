import type { Draft, Embargo, Note } from '@depesche/article/model'
import { info } from '../../draft.ts'
import type { Ednotes } from '../../newsml-g2/standard/ednotes.ts'
import { noticesIn } from '../../text/notices-in.ts'
import { instantOfStamp } from '../../time/stamp.ts'
import { at, attribute, type Element, textOf } from '../../xml/element.ts'
import type { Tracked } from '../../xml/tracked.ts'
import { embargoOf } from '../embargo.ts'
import { identityOf, revisionOf } from '../identity.ts'
import { lifeOf as standardLife } from '../life-cycle.ts'

export interface Life extends Pick<Draft, 'identity' | 'instruction' | 'withheld'>, Partial<Pick<Draft, 'created' | 'versionCreated'>> {
  readonly version: number | undefined
  readonly embargo: Embargo | undefined
  /** no element of NewsML 1.2 says it */
  readonly expires: undefined
  /** what the comments say of the article's life */
  readonly editors: Ednotes
  readonly notes: readonly Note[]
}

/**
 * Identification and NewsManagement (NewsML 1.2, 5.3 and 5.4): identity, revision, `Status`, `StatusWillChange`, `Instruction`. An item whose
 * own Status is Canceled is withdrawn; an `Instruction` that does not add up stops it. An embargo in a comment counts, too.
 */
export function lifeOf(account: Tracked, item: Element, comments: readonly string[], zone: string): Life {
  const management = at(item, 'NewsManagement')
  const identification = at(item, 'Identification')
  for (const name of ['ProviderId', 'DateId', 'NewsItemId']) account.text(at(identification, 'NewsIdentifier', name))
  account.text(at(management, 'StatusWillChange', 'DateAndTime'))
  const stamp = (name: string) => {
    const instant = instantOfStamp(textOf(at(management, name)), zone)
    if (instant !== undefined) account.text(at(management, name))
    return instant
  }
  const [created, versionCreated] = [stamp('FirstCreated'), stamp('ThisRevisionCreated')]
  const revision = revisionOf(item)
  const life = standardLife(management, revision)
  const canceled = attribute(at(management, 'Status'), 'FormalName')?.toLowerCase() === 'canceled'
  const embargo = embargoOf(management, comments, zone, versionCreated)
  const noticed = noticesIn(comments, { zone, reference: versionCreated })
  const { embargo: _, ...facts } = noticed.facts
  const ambiguous = canceled && life.instruction === 'stop'
  return {
    identity: identityOf(item),
    version: revision.version,
    ...(created && { created }),
    ...(versionCreated && { versionCreated }),
    instruction: ambiguous ? 'delete' : life.instruction,
    withheld: life.withheld,
    embargo: embargo.embargo,
    expires: undefined,
    editors: {
      ednotes: comments,
      facts,
      // the item has an identity of its own, and its embargo is read above
      notes: noticed.notes.filter(({ rule }) => rule !== 'correction-without-identity' && !rule.startsWith('embargo')),
    },
    notes: [
      ...(ambiguous ? [killed(), ...life.notes.filter(({ rule }) => rule !== 'instruction-ambiguous')] : life.notes),
      ...embargo.notes,
    ],
  }
}

function killed(): Note {
  return info('killed', 'The source withdraws the item (Status Canceled); nothing replaces it.', { part: 'instruction' })
}
