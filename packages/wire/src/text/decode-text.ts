import { type Note, Rejected } from '@depesche/article/model'
import { byteOrderMark, decode, utf16WithoutMark } from '../bytes/decode.ts'
import { check, info } from '../draft.ts'

interface DecodedText {
  readonly text: string
  readonly notes: readonly Note[]
}

/**
 * Decodes a plain text, which declares nothing: a byte order mark, UTF-16 by its zeros, UTF-8 if it is valid, else
 * windows-1252 (ISO-8859-15 cannot be told from it and is read only where a format declares it).
 *
 * @throws Rejected if a mark promises an encoding that the bytes are not
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const wide = byteOrderMark(bytes) ?? utf16WithoutMark(bytes)
  const text = wide === undefined ? undefined : decode(bytes, wide)
  if (text !== undefined) return { text, notes: lost(text) }
  if (wide === 'utf-16le' || wide === 'utf-16be')
    throw new Rejected('encoding', `The file says it is ${wide} and is damaged.`, 'Send it as UTF-8 text.')
  const utf8 = decode(bytes, 'utf-8')
  if (utf8 !== undefined) return { text: utf8, notes: lost(utf8) }
  const reason = 'The text is not UTF-8; it was read as windows-1252. Look at the accented letters.'
  return { text: decode(bytes, 'windows-1252') ?? '', notes: [info('encoding-guessed', reason)] }
}

/** U+FFFD in the source: a program before us has already lost a character. */
function lost(text: string): readonly Note[] {
  const count = text.split('\ufffd').length - 1
  if (count === 0) return []
  const reason = `${count === 1 ? 'A character was' : `${count} characters were`} lost before the text reached us (�).`
  return [check('characters-lost', reason, { line: text.slice(0, text.indexOf('\ufffd')).split('\n').length })]
}
