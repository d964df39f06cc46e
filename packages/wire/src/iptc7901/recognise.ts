import { peek } from '../bytes/peek.ts'
import { HEADER as TEXT_WIRE } from '../sda-text/frame.ts'
import { isAgency } from '../text/agencies.ts'
import { headerIn } from './header.ts'

/** Fill characters before a message: NUL, SYN, DEL, white space, shifts of ISO 2022. */
const FILL = /^(?:[\0\x07\x0e\x0f\x16\x7f\s]|\x1b[ -/]{1,3}[0-~]){0,64}/

/**
 * True for a message of IPTC 7901: SOH, then its header line. The text wire of the Swiss agency is a cousin whose header can be read so,
 * too; it is that agency's unless an agency's name stands in it, or keywords with strokes (`Partei/Berlin/`) below it, as dpa writes
 * them. A copy that lost its control characters is recognised by both of these together.
 */
export function recognises(bytes: Uint8Array): boolean {
  const head = peek(bytes.subarray(0, 2048))
  const start = FILL.exec(head)?.[0].length ?? 0
  const marked = head[start] === '\x01'
  const [line = '', ...below] = head.slice(marked ? start + 1 : start).split(/[\r\n]+/)
  const header = headerIn(line)
  if (header === undefined) return false
  const named = isAgency(header.more.split(/[\s-]/)[0] ?? '')
  const keyed = below.slice(0, 4).some((one) => /^[\x00-\x1f]?\p{L}[^\x02\n]{1,200}\/[ \t]*$/u.test(one))
  if (!marked) return named && keyed
  return named || keyed || !TEXT_WIRE.test(line)
}
