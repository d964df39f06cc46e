import { type Note, Rejected } from '@depesche/article/model'
import { byteOrderMark, decode, utf16WithoutMark } from '../bytes/decode.ts'
import { check } from '../draft.ts'

export interface DecodedJson {
  readonly text: string
  readonly notes: readonly Note[]
}

/**
 * Decodes a JSON document: UTF-8 as RFC 8259 asks (section 8.1), UTF-16 by its byte order mark or its zeros. Bytes that are not
 * UTF-8 are read as windows-1252, with a Note.
 *
 * @throws Rejected where a mark promises an encoding that the bytes are not
 */
export function decodeJson(bytes: Uint8Array): DecodedJson {
  const wide = byteOrderMark(bytes) ?? utf16WithoutMark(bytes)
  const text = decode(bytes, wide ?? 'utf-8')
  if (text !== undefined) return { text, notes: [] }
  if (wide === 'utf-16le' || wide === 'utf-16be')
    throw new Rejected('json-encoding', `The file says it is ${wide} and is damaged.`, 'Send it as UTF-8.')
  const reason = 'JSON is UTF-8, and this is not; it was read as windows-1252. Look at the accented letters.'
  return { text: decode(bytes, 'windows-1252') ?? '', notes: [check('encoding-overruled', reason)] }
}
