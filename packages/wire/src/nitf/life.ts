import type { Draft, Embargo, Instruction, Note, Notice } from '@depesche/article/model'
import { check, hold, info } from '../draft.ts'
import { expiryOf } from '../life/expiry.ts'
import { publicationStatus } from '../life/publication-status.ts'
import { statedEmbargo } from '../life/stated-embargo.ts'
import { instantOfStamp } from '../time/stamp.ts'
import { at, type Element, elements } from '../xml/element.ts'
import type { Tracked } from '../xml/tracked.ts'
import { type Identified, nitfIdentity } from './identity.ts'

export interface Life extends Pick<Draft, 'instruction' | 'withheld'> {
  readonly embargo: Embargo | undefined
  readonly expires: string | undefined
  readonly notice: Notice | undefined
  /** `date.issue` */
  readonly issued: string | undefined
  readonly notes: readonly Note[]
}

/**
 * What becomes of the article (NITF 3.6, `docdata`): `@management-status`, `correction`, `date.issue`, `date.release`, `date.expire`. The
 * standard has no kill but the status `canceled`, of this document or of the one that `@management-doc-idref` names.
 */
export function lifeOf(account: Tracked, docdata: Element | undefined, { identity, version }: Identified, zone: string): Life {
  const printed = account.attribute(docdata, 'management-status')
  const embargoed = printed?.toLowerCase() === 'embargoed'
  const status = publicationStatus(embargoed ? undefined : printed)
  const issued = instantOfStamp(beginningOf(stampOf(account, at(docdata, 'date.issue')) ?? ''), zone)
  const embargo = embargoOf(account, docdata, embargoed, issued, zone)
  const stamps = elements(docdata, 'date.expire').map((one) => stampOf(account, one) ?? '')
  const expiry = expiryOf(stamps, zone)
  const other = otherOf(account, docdata, identity?.value)
  return {
    instruction: status.killed ? 'delete' : (other.instruction ?? ((version ?? 1) > 1 ? 'update' : 'new')),
    withheld: status.withheld,
    embargo: embargo.embargo,
    expires: expiry.expires,
    notice: status.killed ? undefined : other.notice,
    issued,
    notes: [...status.notes, ...embargo.notes, ...expiry.notes, ...other.notes],
  }
}

function stampOf(account: Tracked, element: Element | undefined): string | undefined {
  return account.attribute(element, 'norm') ?? account.text(element)
}

type Embargoed = Pick<Life, 'embargo' | 'notes'>

/** A release is an embargo if the status says so, or if it lies behind the issue. A day alone is meant from its first minute. */
function embargoOf(
  account: Tracked,
  docdata: Element | undefined,
  embargoed: boolean,
  issued: string | undefined,
  zone: string,
): Embargoed {
  const release = at(docdata, 'date.release')
  const stamp = stampOf(account, release)
  if (stamp === undefined && !embargoed) return { embargo: undefined, notes: [] }
  const full = beginningOf(stamp ?? '')
  const instant = instantOfStamp(full, zone)
  if (!embargoed && instant !== undefined && issued !== undefined && instant <= issued) return { embargo: undefined, notes: [] }
  const stated = statedEmbargo(full, zone)
  const notes = full === stamp || stamp === undefined ? stated.notes : [...stated.notes, dayOnly(stamp)]
  return { embargo: stated.embargo, notes }
}

/** A day alone as the stamp of its first minute; any other stamp as it is. */
function beginningOf(stamp: string): string {
  const [, day, offset = ''] = /^(\d{4}-?\d\d-?\d\d)(Z|[+-]\d\d:?\d\d)?$/.exec(stamp) ?? []
  return day === undefined ? stamp : `${day.replaceAll('-', '')}T000000${offset}`
}

function dayOnly(stamp: string): Note {
  return check(
    'embargo-day-only',
    'The release names a day and no time; it was read as the beginning of that day.',
    { part: 'embargo' },
    stamp,
  )
}

interface Other {
  readonly instruction: Instruction | undefined
  readonly notice: Notice | undefined
  readonly notes: readonly Note[]
}

/** `correction` and `management-doc-idref`: this document replaces an earlier text of its own, or speaks of another document. */
function otherOf(account: Tracked, docdata: Element | undefined, own: string | undefined): Other {
  const status = account.attribute(docdata, 'management-idref-status')?.toLowerCase()
  const doc = account.attribute(docdata, 'management-doc-idref')
  if (doc !== undefined && status === 'canceled') return about('kill', doc, undefined, own)
  if (doc !== undefined && status !== undefined && status !== 'usable')
    return { instruction: undefined, notice: undefined, notes: [otherStatus(doc, status)] }
  const correction = at(docdata, 'correction')
  if (correction === undefined) return { instruction: undefined, notice: undefined, notes: [] }
  return about('correction', account.attribute(correction, 'id-string'), account.attribute(correction, 'regsrc'), own)
}

function about(kind: Notice['kind'], id: string | undefined, source: string | undefined, own: string | undefined): Other {
  const registry = source ?? (own?.includes('/') ? own.slice(0, own.indexOf('/')) : undefined)
  const identity = id === undefined ? undefined : nitfIdentity(id, registry)
  const part = { part: 'instruction' }
  if (identity === undefined || identity.value === own) {
    const corrected = info('corrected', 'The agency corrects the article: earlier versions were wrong, this text replaces them.', part)
    return kind === 'kill'
      ? {
          instruction: 'delete',
          notice: undefined,
          notes: [info('killed', 'The agency withdraws the article; nothing replaces it.', part)],
        }
      : { instruction: 'rectify', notice: undefined, notes: [corrected] }
  }
  const said = kind === 'kill' ? 'withdraws' : 'corrects'
  const notes = [check(`${kind}-of-another`, `The document ${said} another one, “${identity.value}”.`, part, id)]
  const notice: Notice = { kind, ids: [], identities: [identity], headlines: [] }
  return { instruction: kind === 'kill' ? 'stop' : 'rectify', notice, notes }
}

function otherStatus(doc: string, status: string): Note {
  return hold('status-of-another', `The document sets the status of “${doc}” to “${status}”: what then?`, { part: 'instruction' }, status)
}
