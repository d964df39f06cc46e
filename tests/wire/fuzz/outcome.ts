import { blockText, type Draft, Rejected } from '@depesche/article/model'
import type { Desk, Reading } from '@depesche/wire/reader'
import { open, read } from '@depesche/wire/readers'

const desk: Desk = { name: 'fuzz', zone: 'Europe/Zurich', language: 'de' }
const received = '2031-09-11T16:00:00Z'

/**
 * The format that an upload was read as, or the rule by which it was refused; of several articles, of the first.
 *
 * @throws Error for anything else that comes out of a reader, and for a Reading that the steps after it could not bear
 */
export function outcomeOf(bytes: Uint8Array): string {
  try {
    const opened = open({ name: 'x', bytes, received }, desk)
    const reading = 'parts' in opened ? read({ name: 'x', bytes: opened.parts[0]!.bytes, received }, desk) : opened
    const fault = faultOf(reading, bytes.length)
    if (fault !== undefined) throw new Error(fault)
    return reading.draft.format
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    if (error.message.length > 500 || error.remedy === '') throw new Error(`an unfit rejection: ${error.message.slice(0, 200)}`)
    return error.rule
  }
}

/** What is wrong with a Reading, whatever it was read from. */
function faultOf({ draft, notes }: Reading, size: number): string | undefined {
  const written = JSON.stringify({ draft, notes })
  if (written.length > 60 * size + 20_000) return `${size} bytes became ${written.length} characters`
  const unfit = stringsIn(draft).find(([, text]) => !text.isWellFormed() || /[\x00-\x08\x0b-\x1f\x7f]/.test(text))
  if (unfit) return `half a character, or a control character, in ${unfit.join(': ').slice(0, 200)}`
  if (draft.content.blocks.some((block) => blockText(block).trim() === '' && block.kind !== 'table')) return 'a block without text'
  return factFault(draft)
}

/** Every text of a draft with its path. */
function stringsIn(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, child]) => stringsIn(child, `${path}/${name}`))
}

function factFault({ language, version, urgency, embargo, expires, identity, created, versionCreated }: Draft): string | undefined {
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(language)) return `no language: ${language}`
  if (version !== undefined && !(Number.isInteger(version) && version >= 1)) return `no version: ${version}`
  if (urgency !== undefined && !(Number.isInteger(urgency) && urgency >= 1 && urgency <= 9)) return `no urgency: ${urgency}`
  const instants = [embargo && 'until' in embargo ? embargo.until : undefined, expires, created, versionCreated]
  const odd = instants.find((one) => one !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(one))
  if (odd !== undefined) return `no instant: ${odd}`
  return identity && identity.value.trim() === '' ? 'an identity of nothing' : undefined
}
