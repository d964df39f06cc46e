import { type Note, Rejected } from '@depesche/article/model'
import { check } from '../draft.ts'
import { type Header, headerIn } from './header.ts'

/** The parts of a message between its control characters: SOH header, STX text, ETX date and time, EOT. */
export interface Frame {
  readonly header: Header
  /** the lines between header and STX: keywords */
  readonly keywords: readonly string[]
  readonly text: string
  /** 1-based line on which the text begins */
  readonly textLine: number
  readonly trailer: string
  readonly notes: readonly Note[]
}

const DATED = /^\s{0,8}\d{6}\s?(?:Z|GMT|UTC)?\s+\p{L}{3,10}\.?\s+\d{2,4}\s*$/iu

/**
 * Takes a message apart. Without STX the text begins below the keywords, without ETX it ends at the date and time group: copies lose
 * control characters, and a message may be cut off.
 *
 * @throws Rejected for a message without a header, or several in one file
 */
export function frameOf(source: string): Frame {
  if (source.indexOf('\x01', source.indexOf('\x01') + 1) > 0)
    throw new Rejected('iptc7901-several', 'The file holds several messages, one after another.', 'Send one message per file.')
  const from = Math.max(source.indexOf('\x01'), 0)
  const start = source.indexOf('\x02', from)
  const head = source.slice(from, start < 0 ? source.length : start).split(/\r\n|\r|\n/)
  const at = head.findIndex((line) => bare(line) !== '')
  const header = headerIn(bare(head[at] ?? ''))
  if (header === undefined)
    throw new Rejected(
      'iptc7901-header',
      `The header line cannot be read: “${bare(head[at] ?? '').slice(0, 80)}”.`,
      'Send it as the agency wrote it.',
    )
  if (start < 0) return withoutStart(source.slice(from), header, at, head, source.slice(0, from).split('\n').length)
  const end = source.indexOf('\x03', start)
  const body = endOf(source.slice(start + 1, end < 0 ? source.length : end), end < 0 ? undefined : source.slice(end + 1))
  return { header, keywords: filled(head.slice(at + 1)), textLine: source.slice(0, start).split('\n').length, ...body }
}

/** A copy without control characters: the first lines below the header are the keywords, up to a line that ends with a stroke. */
function withoutStart(source: string, header: Header, at: number, head: readonly string[], first: number): Frame {
  const lines = source.split(/\r\n|\r|\n/)
  const last = head.slice(at + 1, at + 6).findLastIndex((line) => /\/\s*$/.test(line))
  const below = at + 1 + (last < 0 ? 0 : last + 1)
  const end = source.indexOf('\x03')
  const rest = lines.slice(below).join('\n')
  const cutAt = end < 0 ? -1 : rest.indexOf('\x03')
  const body = endOf(cutAt < 0 ? rest : rest.slice(0, cutAt), cutAt < 0 ? undefined : rest.slice(cutAt + 1))
  const lost = check('control-bytes-lost', 'The message lost its control characters; its parts were guessed from its lines.')
  return { header, keywords: filled(lines.slice(at + 1, below)), textLine: first + below, ...body, notes: [lost, ...body.notes] }
}

/** Without ETX the last line that is a date and time group ends the text; without that, too, it may have been cut off. */
function endOf(text: string, behind: string | undefined): Pick<Frame, 'text' | 'trailer' | 'notes'> {
  if (behind !== undefined) return { text, trailer: bare(behind), notes: [] }
  const lines = text.split('\n')
  const at = lines.findLastIndex((line) => DATED.test(line.replaceAll(/[\x00-\x1f\x7f]/g, ' ')))
  const cut = check('end-missing', 'The message has no end of text (ETX): was it cut off? See that its end is there.')
  if (at < 0) return { text, trailer: '', notes: [cut] }
  return { text: lines.slice(0, at).join('\n'), trailer: bare(lines.slice(at).join(' ')), notes: [] }
}

function filled(lines: readonly string[]): readonly string[] {
  return lines.map(bare).filter((line) => line !== '')
}

function bare(text: string): string {
  return text.replaceAll(/[\x00-\x1f\x7f\s]+/g, ' ').trim()
}
