import { type Draft, type Embargo, type Identity, type Instruction, type Note, Rejected } from '@depesche/article/model'
import { check, hold, info } from '../draft.ts'
import { lineOf, member, numberOf, peekText, type View } from '../json/view.ts'
import { embargoIn } from '../life/embargo-line.ts'
import { publicationStatus } from '../life/publication-status.ts'
import { type StatedEmbargo, statedEmbargo } from '../life/stated-embargo.ts'
import type { Notepad } from './notepad.ts'

export interface Life extends Pick<Draft, 'instruction' | 'withheld'> {
  readonly version: number | undefined
  readonly embargo: Embargo | undefined
  readonly notes: readonly Note[]
}

/**
 * The `urn` names the entry through all its versions; a revision at its end, as NewsML's URNs have (RFC 3085), is none of its name. Most
 * carry the day and the number: `…:20090101:250122-99-671785`.
 */
export function identityOf(root: View): Identity {
  const urn = lineOf(member(root, 'urn'))?.replace(/:\d{1,4}[NUA]?$/, '')
  if (urn === undefined) throw new Rejected('dpa-identity', 'The entry has no urn.', 'Send the entry again as the source wrote it.')
  const [, year, day, number] = /:(\d\d)(\d{4})-([\w-]{1,40})$/.exec(urn) ?? []
  const last = /:([^:]{4,80})$/.exec(urn)?.[1]
  if (year !== undefined && isDay(day)) return { scheme: 'dpa', value: urn, date: `20${year}${day}`, number: number! }
  return { scheme: 'dpa', value: urn, ...(last !== undefined && { number: last }) }
}

function isDay(day: string | undefined): boolean {
  return /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(day ?? '')
}

/** Publication status, signal, version and embargo of the entry. */
export function lifeOf(root: View, notepad: Notepad, zone: string, created: string | undefined): Life {
  const status = publicationStatus(lineOf(member(root, 'pubstatus')))
  const version = versionOf(root)
  const signal = lineOf(member(root, 'signal'))
  const instruction = status.killed ? 'delete' : instructionOf(signal, version.version ?? 1)
  const embargo = embargoOf(root, notepad, zone, created)
  return {
    instruction,
    withheld: status.withheld,
    version: version.version,
    embargo: embargo.embargo,
    notes: [...version.notes, ...status.notes, ...signalNotes(signal, instruction, notepad), ...embargo.notes],
  }
}

function versionOf(root: View): { readonly version: number | undefined; readonly notes: readonly Note[] } {
  const version = numberOf(member(root, 'version'))
  if (version !== undefined && Number.isInteger(version) && version >= 1 && version <= 999_999) return { version, notes: [] }
  const printed = peekText(member(root, 'version'))
  return { version: undefined, notes: [hold('version-unreadable', 'The version of the entry is no number.', { part: 'version' }, printed)] }
}

/** `sig:correction`, `sig:update` (IPTC NewsCodes, signal). */
function instructionOf(signal: string | undefined, version: number): Instruction {
  if (signal !== undefined && /correction/i.test(signal)) return 'rectify'
  return version > 1 || (signal !== undefined && /update/i.test(signal)) ? 'update' : 'new'
}

function signalNotes(signal: string | undefined, instruction: Instruction, notepad: Notepad): readonly Note[] {
  const part = { part: 'instruction' }
  const what = notepad.inRole('correction').join('\n') || undefined
  if (instruction === 'rectify')
    return [info('corrected', 'The source corrects the article: earlier versions were wrong, this text replaces them.', part, what)]
  if (signal === undefined || /^(?:sig:)?update$/i.test(signal)) return []
  return [check('signal-unknown', `The signal “${signal.slice(0, 60)}” is not known; it changes nothing.`, part, signal)]
}

/** The field decides; where it is empty, a note to editors in the role of an embargo does. */
function embargoOf(root: View, notepad: Notepad, zone: string, created: string | undefined): StatedEmbargo {
  const stamp = lineOf(member(root, 'embargoed'))
  const line = notepad.inRole('embargo')[0]
  if (stamp !== undefined || line === undefined) return statedEmbargo(stamp, zone)
  const read = embargoIn(line, { zone, reference: created })
  if (read !== undefined && 'until' in read.embargo) return read
  const reason = 'A note to editors speaks of an embargo, and the entry states no time.'
  return { embargo: { unreadable: line.slice(0, 300) }, notes: [hold('embargo-unreadable', reason, { part: 'embargo' }, line)] }
}
