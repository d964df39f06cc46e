import { type Note, Rejected } from '@depesche/article/model'
import { check } from '../draft.ts'

/** The parts of a dispatch that the control bytes set apart: 7F 7F, 7F 01 header, 02 text, 03 end, 04. */
export interface Frame {
  readonly header: string
  /** the lines between header and text: the catchword */
  readonly catchword: string
  /** between 02 and 03, line ends as they stand */
  readonly text: string
  /** 1-based line on which the text begins */
  readonly textLine: number
  readonly trailer: string
  readonly notes: readonly Note[]
}

/** The header line, which no other text begins with. */
export const HEADER = /^\s{0,8}[a-z]{2,4}\d{2,4}\s{1,8}\d\s{1,8}\w{1,4}\s{1,8}\d{1,6}\s{1,8}\w{1,6}\s{1,8}\d{1,7}\s{0,8}(?:\r|\n|$)/

/**
 * Takes a dispatch apart. The second 7F and the 04 are lost in re-saved copies; where 01 and 02 are lost too, the header line
 * is the first, the catchword the next, and the text the rest.
 *
 * @throws Rejected for a dispatch without header or text
 */
export function frameOf(source: string): Frame {
  const [start, text] = [source.indexOf('\x01'), source.indexOf('\x02')]
  if (start < 0 && text < 0) return withoutControlBytes(source)
  if (start < 0 || text < start)
    throw new Rejected('sda-text-frame', 'The dispatch has no start of text (control byte 02).', 'Send it as the agency wrote it.')
  const end = source.indexOf('\x03', text)
  const head = source.slice(start + 1, text)
  const headerEnd = /\r?\n|\r|$/.exec(head)?.index ?? head.length
  return {
    header: head.slice(0, headerEnd),
    catchword: head.slice(headerEnd),
    text: source.slice(text + 1, end < 0 ? source.length : end),
    textLine: source.slice(0, text).split('\n').length,
    trailer: end < 0 ? '' : bare(source.slice(end + 1)),
    notes: [],
  }
}

function withoutControlBytes(source: string): Frame {
  const lines = source.split('\n')
  const header = lines.findIndex((line) => HEADER.test(line))
  const catchword = lines.findIndex((line, index) => index > header && bare(line) !== '')
  const trailer = lines.findLastIndex((line) => /^\s{0,8}\d{6} \p{L}{3}\.? \d\d\s{0,8}$/u.test(line))
  if (header < 0 || catchword < 0)
    throw new Rejected('sda-text-frame', 'The dispatch has a header and no text.', 'Send it as the agency wrote it.')
  const end = trailer > catchword ? trailer : lines.length
  const note = check('control-bytes-lost', 'The dispatch lost its control bytes; its parts were guessed from its lines.')
  return {
    header: lines[header]!,
    catchword: lines[catchword]!,
    text: lines.slice(catchword + 1, end).join('\n'),
    textLine: catchword + 2,
    trailer: bare(lines[end] ?? ''),
    notes: [note],
  }
}

function bare(text: string): string {
  return text.replaceAll(/[\x00-\x1f\x7f]+/g, ' ').trim()
}
