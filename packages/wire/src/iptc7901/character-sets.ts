import { byteOrderMark, decode, surelyUtf8 } from '../bytes/decode.ts'

/** National variants of ISO 646 by the final character of their escape sequence (ISO 2022, `ESC ( F`): `#$@[\]^`{|}~` in order. */
const VARIANTS: Readonly<Record<string, string>> = {
  // DIN 66003
  K: '#$§ÄÖÜ^`äöüß',
  // NF Z 62-010 of 1973, and of 1982
  R: '£$à°ç§^`éùè¨',
  f: '£$à°ç§^µéùè¨',
  // UNI 0204-70
  Y: '£$§°çé^ùàòèì',
  // ISO-IR-17 and 85, Spanish
  Z: '£$§¡Ñ¿^`°ñç~',
  h: '#$·¡Ñ¿^`´ñç¨',
  // SEN 850200 B and C
  G: '#¤@ÄÖÅ^`äöå¯',
  H: '#¤ÉÄÖÅÜéäöåü',
  // NS 4551-1, DS 2089
  '`': '#$@ÆØÅ^`æøå¯',
  // BS 4730
  A: '£$@[\\]^`{|}¯',
}
const BASIC = '#$@[\\]^`{|}~'
const SHIFT = /^\x1b\(([0-~])/
const NAMED = /\x1b\([KRfYZhGH`A]/
const NATIONAL = /[#$@[\\\]^`{|}~]/g

export interface DecodedMessage {
  readonly text: string
  /** the name of the character set that was read */
  readonly set: string
  /** the message is UTF-8, which the standard does not know */
  readonly utf8: boolean
}

/**
 * Decodes a message: by its byte order mark, as UTF-8 if it is that beyond doubt (dpa), as ISO-8859-15 if it designates that set
 * (`ESC - b`), else as ISO-8859-1. Seven-bit national variants are read where an escape sequence names them.
 */
export function decodeMessage(bytes: Uint8Array): DecodedMessage {
  const marked = byteOrderMark(bytes)
  const utf8 = marked === 'utf-8' || surelyUtf8(bytes)
  const wide = utf8 ? decode(bytes, 'utf-8') : marked === undefined ? undefined : decode(bytes, marked)
  const latin9 = wide === undefined && designates(bytes, 'b')
  const text = wide ?? decode(bytes, latin9 ? 'iso-8859-15' : 'windows-1252') ?? ''
  const set = wide === undefined ? (latin9 ? 'ISO-8859-15' : 'ISO-8859-1') : (marked ?? 'utf-8').toUpperCase()
  return { text: unshifted(text), set: NAMED.test(text) ? 'a national variant of ISO 646' : set, utf8 }
}

/** `ESC - F`: the right half of an 8-bit set (ISO 2022). */
function designates(bytes: Uint8Array, final: string): boolean {
  const code = final.charCodeAt(0)
  return bytes.some((byte, at) => byte === 0x1b && bytes[at + 1] === 0x2d && bytes[at + 2] === code)
}

/** Carries the shifts to national variants out and takes every escape sequence away. */
function unshifted(text: string): string {
  if (!text.includes('\x1b')) return text
  const parts = text.split(/(?=\x1b\([0-~])/).map((part) => {
    const final = SHIFT.exec(part)?.[1]
    const variant = final === undefined ? undefined : VARIANTS[final]
    return variant === undefined
      ? part
      : part.slice(0, 3) + part.slice(3).replaceAll(NATIONAL, (char) => [...variant][BASIC.indexOf(char)]!)
  })
  return parts.join('').replaceAll(/\x1b[ -/]{1,3}[0-~]/g, '')
}
