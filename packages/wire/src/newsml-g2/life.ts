import { type Draft, type Embargo, type Identity, type Instruction, type Note, Rejected } from '@depesche/article/model'
import { hold, info } from '../draft.ts'
import { oddHour } from '../life/odd-hour.ts'
import { zonedOfStamp } from '../time/stamp.ts'
import { at, attribute, type Element, elements, textOf } from '../xml/element.ts'
import { expiresOf } from './expires.ts'

export interface Life extends Pick<Draft, 'instruction' | 'withheld'> {
  readonly version: number | undefined
  readonly embargo: Embargo | undefined
  readonly expires: string | undefined
  readonly notes: readonly Note[]
}

/** The guid names the item. The agency's updates are new items with new guids: nothing links them, and we merge none. */
export function identityOf(item: Element): Identity {
  const guid = attribute(item, 'guid')
  if (guid === undefined)
    throw new Rejected('g2-identity', 'The newsItem has no guid.', 'Send the item again as the agency wrote it.', item.line)
  const date = /:((?:19|20)\d{6}):/.exec(guid)?.[1]
  const number = textOf(at(item, 'contentMeta', 'altId'))
  return { scheme: 'g2', value: guid, ...(date && { date }), ...(number && { number }) }
}

/** pubStatus, version, signals and embargo of the item (NewsML-G2, itemMeta). */
export function lifeOf(item: Element, zone: string): Life {
  const meta = at(item, 'itemMeta')
  const status = attribute(at(meta, 'pubStatus'), 'qcode')?.replace(/^stat:/, '') ?? 'usable'
  const version = versionOf(item)
  const embargo = embargoOf(at(meta, 'embargoed'), zone)
  const expiry = expiresOf(item, zone)
  return {
    instruction: status === 'canceled' ? 'delete' : instructionOf(meta, version.version ?? 1),
    withheld: status !== 'usable' && status !== 'canceled',
    version: version.version,
    embargo: embargo.embargo,
    expires: expiry.expires,
    notes: [...version.notes, ...statusNotes(status), ...embargo.notes, ...expiry.notes],
  }
}

function versionOf(item: Element): { readonly version: number | undefined; readonly notes: readonly Note[] } {
  const version = Number(attribute(item, 'version') ?? 1)
  if (Number.isInteger(version) && version >= 1) return { version, notes: [] }
  return { version: undefined, notes: [hold('version-unreadable', 'The version of the item is no number.', { part: 'version' })] }
}

function instructionOf(meta: Element | undefined, version: number): Instruction {
  const signals = elements(meta, 'signal').flatMap((signal) => attribute(signal, 'qcode') ?? [])
  if (signals.some((code) => /correction/i.test(code))) return 'rectify'
  return version > 1 || signals.some((code) => /update/i.test(code)) ? 'update' : 'new'
}

function statusNotes(status: string): readonly Note[] {
  const place = { part: 'withheld' }
  if (status === 'usable') return []
  if (status === 'canceled') return [info('killed', 'The agency withdraws the item; nothing replaces it.', { part: 'instruction' })]
  if (status === 'withheld')
    return [info('withheld', 'The source withholds the item until a person releases it. Its robot does so by default.', place)]
  return [hold('status-unknown', `The publication status “${status}” is not known.`, place, status)]
}

/** The standard: `embargoed` without a value is an embargo without a known end. */
function embargoOf(element: Element | undefined, zone: string): { readonly embargo: Embargo | undefined; readonly notes: readonly Note[] } {
  if (element === undefined) return { embargo: undefined, notes: [] }
  const stamp = textOf(element) ?? ''
  const zoned = zonedOfStamp(stamp, zone)
  if (zoned !== undefined) return { embargo: { until: zoned.instant }, notes: [...oddHour(zoned, stamp), embargoed(zoned.instant)] }
  const reason =
    stamp === '' ? 'The item is embargoed without an end.' : `The item is embargoed until “${stamp}”, which is no readable time.`
  return { embargo: { unreadable: stamp }, notes: [hold('embargo-unreadable', reason, { part: 'embargo' }, stamp)] }
}

function embargoed(until: string): Note {
  return info('embargoed', `Nothing goes out before ${until}.`, { part: 'embargo' })
}
