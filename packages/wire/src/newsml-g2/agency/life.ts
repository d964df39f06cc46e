import { type Draft, type Embargo, type Identity, type Instruction, type Note, Rejected } from '@depesche/article/model'
import { hold, info } from '../../draft.ts'
import { statedEmbargo } from '../../life/stated-embargo.ts'
import { at, attribute, type Element, elements, textOf } from '../../xml/element.ts'
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
  const embargoed = at(meta, 'embargoed')
  const embargo = statedEmbargo(embargoed && (textOf(embargoed) ?? ''), zone)
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
