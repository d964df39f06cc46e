import { Rejected } from '@depesche/article/model'
import type { Desk, Reading } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import type { Element } from '@depesche/wire/xml/element'
import fc from 'fast-check'
import { expect } from 'vitest'

export const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }
export const bytesOf = (text: string) => new TextEncoder().encode(text)
export const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))

/** The format, or the rule by which it was refused. Anything else that is thrown means "retry", for ever. */
export function outcome(bytes: Uint8Array): string {
  try {
    const { draft, notes } = read({ name: 'x', bytes, received: '2031-09-11T16:00:00Z' }, desk)
    expect(JSON.stringify({ draft, notes }).length).toBeLessThan(60 * bytes.length + 20_000)
    return draft.format
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    expect(error.message.length).toBeLessThan(400)
    expect(error.remedy).not.toBe('')
    return error.rule
  }
}

/** How often a reader of a tree looks at the children of an element. */
export function looksAt(tree: Element, readTree: (tree: Element, desk: Desk) => Reading): number {
  let count = 0
  const watched = (element: Element): Element => {
    const children = element.children.map((child) => (typeof child === 'string' ? child : watched(child)))
    return Object.defineProperty({ ...element }, 'children', {
      enumerable: true,
      get: () => {
        count++
        return children
      },
    })
  }
  readTree(watched(tree), desk)
  return count
}

export interface Damage {
  readonly at: number
  readonly to: number
  readonly length: number
  readonly kind: string
  readonly byte: number
}

/** Damage of all kinds to an upload. */
export const anyDamage: fc.Arbitrary<Damage> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 120 }),
  kind: fc.constantFrom('move', 'double', 'drop', 'cut', 'flip', 'control', 'encoding', 'tag'),
  byte: fc.integer({ min: 0, max: 255 }),
})

const ENCODINGS = ['UTF-8', 'ISO-8859-1', 'ISO-8859-15', 'UTF-16', 'windows-1252', 'us-ascii', 'EBCDIC']

/** The upload with one damage; `tags` are what may be put in. */
export function damaged(bytes: Uint8Array, { at, to, length, kind, byte }: Damage, tags: readonly string[]): Uint8Array {
  const [from, target] = [Math.floor(at * bytes.length), Math.floor(to * bytes.length)]
  const part = bytes.subarray(from, from + length)
  const without = Uint8Array.of(...bytes.subarray(0, from), ...bytes.subarray(from + length))
  const put = (into: Uint8Array, what: Uint8Array) => Uint8Array.of(...into.subarray(0, target), ...what, ...into.subarray(target))
  if (kind === 'cut') return bytes.subarray(0, from)
  if (kind === 'drop') return without
  if (kind === 'double') return put(bytes, part)
  if (kind === 'move') return put(without, part)
  if (kind === 'flip') return bytes.map((one, index) => (index === from ? byte : one))
  if (kind === 'control') return put(bytes, Uint8Array.of(byte % 32))
  if (kind === 'tag') return put(bytes, latin(tags[byte % tags.length]!))
  const text = Array.from(bytes, (one) => String.fromCharCode(one)).join('')
  return latin(text.replace(/encoding="[^"]*"/, `encoding="${ENCODINGS[byte % ENCODINGS.length]}"`))
}

/** `&j;` is a billion of them. */
export const BILLION_LAUGHS = `<!ENTITY a "lol">${[...'bcdefghij']
  .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghij'[at]};`.repeat(10)}">`)
  .join('')}`
