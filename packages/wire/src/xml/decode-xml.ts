import { type Note, Rejected } from '@depesche/article/model'
import { byteOrderMark, decode, type Encoding, encodingOf, isAsciiOf, utf16WithoutMark } from '../bytes/decode.ts'
import { peek } from '../bytes/peek.ts'
import { check } from '../draft.ts'

interface Decoded {
  readonly text: string
  readonly encoding: Encoding
  readonly notes: readonly Note[]
}

/**
 * Decodes an XML document before it is parsed: by its byte order mark, else as declared, else UTF-8 (XML 1.0, appendix F).
 * A declaration that the bytes contradict is overruled with a Note: re-saved copies keep the old one.
 *
 * @throws Rejected for a declared encoding that we do not read
 */
export function decodeXml(bytes: Uint8Array): Decoded {
  const certain = byteOrderMark(bytes) ?? utf16WithoutMark(bytes)
  if (certain !== undefined) return { text: decode(bytes, certain) ?? notValid(certain), encoding: certain, notes: [] }
  const label = DECLARED.exec(peek(bytes.subarray(0, 400)).trimStart())?.[1] ?? 'utf-8'
  const declared = encodingOf(label)
  if (declared === undefined)
    throw new Rejected('xml-encoding', `The XML declares the encoding “${label}”, which we do not read.`, 'Send it as UTF-8.')
  const utf8 = decode(bytes, 'utf-8')
  // as ASCII it is what it declares, too
  const encoding = utf8 === undefined ? (declared === 'utf-8' ? 'windows-1252' : declared) : isAsciiOf(utf8, bytes) ? declared : 'utf-8'
  const text = (isWide(encoding) ? undefined : utf8) ?? decode(bytes, encoding) ?? notValid(encoding)
  return { text: text.trimStart(), encoding, notes: encoding === declared ? [] : [overruled(label, encoding)] }
}

const DECLARED = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/
const isWide = (encoding: Encoding) => encoding === 'utf-16le' || encoding === 'utf-16be'

function notValid(encoding: Encoding): never {
  throw new Rejected(
    'xml-encoding',
    `The file is damaged: its bytes are not valid ${encoding}.`,
    'Send the file again as the source wrote it.',
  )
}

function overruled(label: string, actual: Encoding): Note {
  return check(
    'encoding-overruled',
    `The document says ${label}, its bytes are ${actual}; read as ${actual}. Look at the accented letters.`,
  )
}
