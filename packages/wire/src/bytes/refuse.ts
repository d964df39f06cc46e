import { Rejected } from '@depesche/article/model'
import type { Upload } from '../reader.ts'
import { byteOrderMark, utf16WithoutMark } from './decode.ts'
import { peek, rootOf } from './peek.ts'

/** No wire text comes near it: the largest seen has 6 KB. Bounds everything that follows. */
export const MAX_BYTES = 4 * 1024 * 1024

const HEAD = 64 * 1024

const SIGNATURES: readonly (readonly [kind: string, bytes: string])[] = [
  ['a JPEG picture', '\xff\xd8\xff'],
  ['a PNG picture', '\x89PNG'],
  ['a GIF picture', 'GIF8'],
  ['a TIFF picture', 'II*\0'],
  ['a TIFF picture', 'MM\0*'],
  ['a media file', 'RIFF'],
  ['a media file', 'ID3'],
  ['a PDF document', '%PDF'],
  ['a zip archive or an office document', 'PK\x03\x04'],
  ['a compressed file', '\x1f\x8b'],
  ['an old office document', '\xd0\xcf\x11\xe0'],
  ['an RTF document', '{\\rtf'],
]

/** Throws `Rejected` for what no reader can read: nothing, too much, an unset value, a file that is not text. */
export function refuseUnreadable({ bytes }: Upload): void {
  if (bytes.length > MAX_BYTES)
    throw new Rejected('too-large', `The file has ${bytes.length} bytes; the limit is ${MAX_BYTES}.`, 'Send one article per file, as text.')
  if (!bytes.some((byte) => byte > 0x20)) throw new Rejected('empty', 'The file is empty.', 'Export the article again and send it.')
  const kind = signatureOf(bytes)
  if (kind !== undefined) throw new Rejected('not-text', `The file is ${kind}, not an article.`, 'Send the text of the article.')
  if (/^\s*n\/?a\s*$/i.test(peek(bytes.subarray(0, 64))) && bytes.length < 64)
    throw new Rejected(
      'unset',
      'The file holds “NA”, an unset value, where an article should be.',
      'Export the article again at its source.',
    )
  if (looksBinary(bytes)) throw new Rejected('not-text', 'The file is not text in any encoding that we read.', 'Send it as UTF-8 text.')
}

/** Throws `Rejected` for structured documents of a kind that no reader knows: as text they would be rubbish. */
export function refuseUnknownStructure({ bytes }: Upload): void {
  const head = peek(bytes).trimStart()
  const root = rootOf(head)?.name
  // a paste may begin with a tag; the text reader takes tags out
  if (/^(?:p|br|b|i|u|em|strong|span|div|a|h[1-6]|ul|ol|li|img|blockquote|figure|section|article)$/i.test(root ?? '')) return
  if (root !== undefined || head.startsWith('<?xml'))
    throw new Rejected(
      'unknown-xml',
      `XML of a kind that we do not read (root element “${root ?? '?'}”).`,
      'Send NewsML 1.2, NewsML-G2, NITF or plain text.',
    )
  if (isJson(bytes, head))
    throw new Rejected('unknown-json', 'The file is JSON of a kind that we do not read.', 'Send ninjs, digitalwires, NewsML or plain text.')
}

function signatureOf(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 8))
  return SIGNATURES.find(([, signature]) => head.startsWith(signature))?.[0]
}

/** NUL bytes outside UTF-16, or one control character in twenty. */
function looksBinary(bytes: Uint8Array): boolean {
  const wide = byteOrderMark(bytes) ?? utf16WithoutMark(bytes)
  if (wide === 'utf-16le' || wide === 'utf-16be') return false
  const sample = bytes.length > HEAD ? bytes.subarray(0, HEAD) : bytes
  if (sample.includes(0) && !isMessage(sample)) return true
  const odd = peek(sample).match(/[\x00-\x08\x0e-\x1f]/g)?.length ?? 0
  return odd > 16 && odd > sample.length / 20
}

/** Messages of IPTC 7901 may have NUL for fill. */
function isMessage(sample: Uint8Array): boolean {
  return /^[\0\x16\x7f\s]{0,64}\x01[A-Za-z]{2}/.test(peek(sample.subarray(0, 128)))
}

function isJson(bytes: Uint8Array, head: string): boolean {
  if (!/^[{[]/.test(head)) return false
  try {
    JSON.parse(new TextDecoder().decode(bytes))
    return true
  } catch {
    return /^\{\s*"[^"\n]{1,80}"\s*:/.test(head)
  }
}
