/**
 * Decodes bytes with a label that we know. ISO-8859-1 is read as windows-1252, as the WHATWG does: the bytes 80–9F are
 * typographic quotes and dashes on every wire that was seen, never C1 controls. ISO-8859-15 is really -15.
 */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-15'

const LABELS: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  'iso8859-15': 'iso-8859-15',
  latin9: 'iso-8859-15',
}

/** The encoding of a declared label, or `undefined` for one that we do not read. */
export function encodingOf(label: string): Encoding | undefined {
  return LABELS[label.trim().toLowerCase()]
}

/** The text of the bytes, without a byte order mark, or `undefined` if they are not valid in that encoding. */
export function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return encoding === 'iso-8859-15' ? c1AsWindows1252(text) : text
  } catch {
    return undefined
  }
}

/** ISO-8859-15 leaves 80–9F to control characters; a writer that sends them means windows-1252. */
function c1AsWindows1252(text: string): string {
  return text.replaceAll(/[\x80-\x9f]/g, (char) => new TextDecoder('windows-1252').decode(Uint8Array.of(char.charCodeAt(0))))
}

/** The encoding that a byte order mark names. */
export function byteOrderMark(bytes: Uint8Array): Encoding | undefined {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: in European text one byte of each pair is nearly always zero. */
export function utf16WithoutMark(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, 2048)
  if (sample.length < 4 || bytes.length % 2 === 1) return undefined
  if (!sample.includes(0)) return undefined
  const [even, odd] = [0, 1].map((from) => zerosAt(sample, from)) as [number, number]
  const most = sample.length * 0.4
  if (odd > most && even < odd / 10) return 'utf-16le'
  return even > most && odd < even / 10 ? 'utf-16be' : undefined
}

function zerosAt(bytes: Uint8Array, from: number): number {
  let count = 0
  for (let at = from; at < bytes.length; at += 2) if (bytes[at] === 0) count++
  return count
}

/** True if the bytes hold at least one character of several bytes and are UTF-8 throughout: that does not happen by chance. */
export function surelyUtf8(bytes: Uint8Array): boolean {
  const text = decode(bytes, 'utf-8')
  return text !== undefined && !isAsciiOf(text, bytes)
}

/** True if each byte became a character: ASCII, which is the same in every encoding but UTF-16. */
export function isAsciiOf(text: string, bytes: Uint8Array): boolean {
  return text.length === bytes.length
}
