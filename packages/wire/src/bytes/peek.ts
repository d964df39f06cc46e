import { byteOrderMark, decode, utf16WithoutMark } from './decode.ts'

const HEAD = 64 * 1024

/** each reader looks at the same beginning */
const seen = new WeakMap<Uint8Array, string>()

/** The beginning of an upload as text, good enough to recognise a format by its ASCII parts. Cheap, never throws. */
export function peek(bytes: Uint8Array): string {
  const known = seen.get(bytes)
  if (known !== undefined) return known
  const text = beginningOf(bytes)
  seen.set(bytes, text)
  return text
}

function beginningOf(bytes: Uint8Array): string {
  const head = bytes.subarray(0, HEAD)
  const wide = byteOrderMark(head) ?? utf16WithoutMark(head)
  if (wide === 'utf-16le' || wide === 'utf-16be') return new TextDecoder(wide).decode(head)
  return decode(wide === 'utf-8' ? head.subarray(3) : head, 'windows-1252') ?? ''
}

/** The name of the root element, its opening tag and what follows it; `undefined` if this does not begin like XML. */
export function rootOf(text: string): { readonly name: string; readonly rest: string } | undefined {
  let at = 0
  for (let steps = 0; steps < 64; steps++) {
    while (/\s/.test(text[at] ?? '')) at++
    if (text.startsWith('<?', at)) at = after(text, '?>', at)
    else if (text.startsWith('<!--', at)) at = after(text, '-->', at)
    else if (text.startsWith('<!', at)) at = afterDoctype(text, at)
    else break
  }
  const name = /^<([A-Za-z_][\w.:-]{0,80})/.exec(text.slice(at, at + 100))?.[1]
  return name === undefined ? undefined : { name, rest: text.slice(at) }
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from)
  return found === -1 ? text.length : found + end.length
}

/** A DOCTYPE's own subset holds `>` and `]`, and both may stand in quotes and comments. */
function afterDoctype(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (text.startsWith('<!--', at)) at = after(text, '-->', at) - 1
    else if (text.startsWith('<?', at)) at = after(text, '?>', at) - 1
    else if (char === '"' || char === "'") at = after(text, char, at + 1) - 1
    else if (char === '[') depth++
    else if (char === ']') depth--
    else if (char === '>' && depth <= 0) return at + 1
  }
  return text.length
}
