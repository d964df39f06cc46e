import { type Draft, type Embargo, type Identity, type Instruction, type Note, Rejected } from '@depesche/article/model'
import { check, hold, info } from '../../draft.ts'
import { expiryOf } from '../../life/expiry.ts'
import { publicationStatus } from '../../life/publication-status.ts'
import { statedEmbargo } from '../../life/stated-embargo.ts'
import { OURS } from '../../ninjs/life.ts'
import { at, attribute, elements, textOf } from '../../xml/element.ts'
import { codeIn, type Item } from './item.ts'

export interface Life extends Pick<Draft, 'instruction' | 'withheld'> {
  readonly version: number | undefined
  readonly embargo: Embargo | undefined
  readonly expires: string | undefined
  readonly notes: readonly Note[]
}

/** The day in it is none of the item's. */
const ALWAYS = 'urn:newsml:dpa.com:20090101:'

/**
 * The guid names the item through all its versions (NewsML-G2, `@guid`). dpa's carries day and number behind a day that is always the same:
 * `urn:newsml:dpa.com:20090101:250122-99-671785`.
 *
 * @throws Rejected for an item without one
 */
export function identityOf(item: Item): Identity {
  const value = item.account.attribute(item.element, 'guid')
  if (value === undefined)
    throw new Rejected('g2-identity', 'The newsItem has no guid.', 'Send the item again as the source wrote it.', item.element.line)
  const [, year, day, own] = /:(\d\d)((?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))-([\w-]{1,40})$/.exec(value) ?? []
  if (year !== undefined) return { scheme: 'g2', value, date: `20${year}${day}`, number: own! }
  const date = value.startsWith(ALWAYS) ? undefined : /:((?:19|20)\d{6})(?:T\d{4,6})?:/.exec(value)?.[1]
  const number = value.startsWith(OURS) ? value.slice(OURS.length) : /[/:#]([^/:#?]{4,80})\/?$/.exec(value)?.[1]
  return { scheme: 'g2', value, ...(date && { date }), ...(number !== undefined && { number }) }
}

/** pubStatus, version, signals, embargo and expiry of the item (NewsML-G2, itemMeta); no status is `usable`, no version the first. */
export function lifeOf(item: Item, zone: string): Life {
  const status = publicationStatus(codeIn(at(item.meta, 'pubStatus')))
  const version = versionOf(item)
  const embargoed = at(item.meta, 'embargoed')
  const embargo = statedEmbargo(embargoed && (item.account.text(embargoed) ?? ''), zone)
  const stamps = elements(item.meta, 'expires').map((one) => textOf(one) ?? '')
  const expiry = expiryOf(stamps, zone)
  const signals = signalsOf(item, status.killed, version.version ?? 1)
  for (const one of elements(item.meta, 'expires')) item.account.text(one)
  return {
    instruction: signals.instruction,
    withheld: status.withheld,
    version: version.version,
    embargo: embargo.embargo,
    expires: expiry.expires,
    notes: [...version.notes, ...status.notes, ...signals.notes, ...embargo.notes, ...expiry.notes],
  }
}

const PART = { part: 'instruction' }

function versionOf({ element, account }: Item): { readonly version: number | undefined; readonly notes: readonly Note[] } {
  const printed = attribute(element, 'version')
  const version = Number(printed ?? 1)
  if (Number.isInteger(version) && version >= 1 && version <= Number.MAX_SAFE_INTEGER) return { version, notes: [] }
  account.attribute(element, 'version')
  return { version: undefined, notes: [hold('version-unreadable', 'The version of the item is no number.', { part: 'version' }, printed)] }
}

interface Signals {
  readonly instruction: Instruction
  readonly notes: readonly Note[]
}

/** `sig:correction`, `sig:update` (IPTC NewsCodes, signal). A kill is the status; a signal alone that says so stops the item. */
function signalsOf(item: Item, killed: boolean, version: number): Signals {
  const signals = elements(item.meta, 'signal').flatMap((signal) => codeIn(signal) ?? [])
  const unknown = signals.filter((signal) => !/^(?:correction|update|updateconcepts|corrective)$|kill|withdraw|cancel/i.test(signal))
  const notes = unknown.map((signal) =>
    check('signal-unknown', `The signal “${signal.slice(0, 60)}” is not known; it changes nothing.`, PART, signal),
  )
  if (killed) return { instruction: 'delete', notes }
  const kill = signals.find((signal) => /kill|withdraw|cancel/i.test(signal))
  if (kill !== undefined) return { instruction: 'stop', notes: [...notes, killSignal(kill)] }
  if (signals.some((signal) => /^correcti/i.test(signal))) return { instruction: 'rectify', notes: [...notes, corrected()] }
  return { instruction: version > 1 || signals.some((signal) => /^update$/i.test(signal)) ? 'update' : 'new', notes }
}

function killSignal(signal: string): Note {
  const reason = `The item is signalled “${signal.slice(0, 60)}”, and its status says that it is usable: is it withdrawn?`
  return hold('kill-signal', reason, PART, signal)
}

function corrected(): Note {
  return info('corrected', 'The source corrects the article: earlier versions were wrong, this text replaces them.', PART)
}
