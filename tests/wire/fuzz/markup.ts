import { parse } from 'parse5'
import { SaxesParser } from 'saxes'
import type { Chance } from './chance.ts'

/** An element in the source: from its opening tag's first character to behind its closing tag. */
interface Extent {
  readonly name: string
  readonly start: number
  end: number
}

type Extents = (source: string) => readonly Extent[]

/** The elements of well-formed XML; of what is broken, those that were closed before. */
export function xmlExtents(source: string): readonly Extent[] {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  const open: Extent[] = []
  const closed: Extent[] = []
  let begun = 0
  let broken = false
  parser.on('error', () => {
    broken = true
  })
  parser.on('opentagstart', () => {
    begun = source.lastIndexOf('<', parser.position - 1)
  })
  parser.on('opentag', ({ name }) => void open.push({ name, start: begun, end: 0 }))
  parser.on('closetag', () => {
    const extent = open.pop()
    if (!extent || broken) return
    extent.end = parser.position
    closed.push(extent)
  })
  parser.write(source).close()
  return closed
}

interface Located {
  readonly nodeName: string
  readonly childNodes?: readonly Located[]
  readonly sourceCodeLocation?: { readonly startOffset: number; readonly endOffset: number; readonly startTag?: object } | null
}

/** The elements of HTML that stand in the source themselves. */
export function htmlExtents(source: string): readonly Extent[] {
  const found: Extent[] = []
  const walk = (node: Located): void => {
    const place = node.sourceCodeLocation
    if (place?.startTag) found.push({ name: node.nodeName, start: place.startOffset, end: place.endOffset })
    node.childNodes?.forEach(walk)
  }
  walk(parse(source, { sourceCodeLocationInfo: true }) as unknown as Located)
  return found
}

const HOSTILE = [
  '&amp;&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u202e\u0000\ufeff',
  '\ud800',
  '<![CDATA[<p>]]&gt;]]>',
  '&nope;',
  ' '.repeat(3000),
  'a'.repeat(3000),
  '(',
  '«',
  '"',
  '\u2028',
  '99999999999999999999',
  '-1',
  '1e309',
  '2026-02-31T25:61:61+99:99',
  'NaN',
  '__proto__',
  'constructor',
]

const ENCODINGS = ['UTF-8', 'ISO-8859-1', 'ISO-8859-15', 'UTF-16', 'windows-1252', 'us-ascii', 'EBCDIC-US', 'x']

/** One change to the structure of a document: an element moved, doubled, renamed, nested, dropped; what it says of itself. */
export function changedMarkup(source: string, extents: Extents, names: readonly string[], chance: Chance): string {
  const all = extents(source)
  if (all.length < 2) return source
  const [one, other] = [chance.of(all), chance.of(all)]
  const part = source.slice(one.start, one.end)
  const without = source.slice(0, one.start) + source.slice(one.end)
  const put = (into: string, at: number, what: string) => into.slice(0, at) + what + into.slice(at)
  const name = chance.next() < 0.9 ? chance.of(names) : 'zzz'
  const inside = one.start + part.indexOf('>') + 1
  switch (chance.under(10)) {
    case 0:
      return other.start >= one.start && other.start < one.end
        ? put(source, other.start, part)
        : put(without, other.start - (other.start >= one.end ? part.length : 0), part)
    case 1:
      return put(source, other.start, part)
    case 2:
      return source.slice(0, one.start) + renamed(part, one.name, name) + source.slice(one.end)
    case 3:
      return `${source.slice(0, one.start)}<${name}>${part}</${name}>${source.slice(one.end)}`
    case 4:
      return without
    case 5:
      return put(source, inside, chance.of(HOSTILE))
    case 6:
      return `${source.slice(0, one.start)}${changedAttribute(part, chance)}${source.slice(one.end)}`
    case 7:
      return source.includes('encoding=')
        ? source.replace(/encoding=["'][^"']*["']/, `encoding="${chance.of(ENCODINGS)}"`)
        : `<?xml version="1.0" encoding="${chance.of(ENCODINGS)}"?>${source}`
    case 8: {
      // the words of one go, its elements stay
      const end = source.slice(inside, one.end).search(/</)
      return end < 0 ? source : source.slice(0, inside) + source.slice(inside + end)
    }
    default: {
      const depth = 1 + chance.under(130)
      return `${source.slice(0, one.start)}${`<${name}>`.repeat(depth)}${part}${`</${name}>`.repeat(depth)}${source.slice(one.end)}`
    }
  }
}

function renamed(part: string, from: string, to: string): string {
  const closing = `</${from}`
  const at = part.lastIndexOf(closing)
  const opened = `<${to}${part.slice(1 + from.length, at < 0 ? undefined : at)}`
  return at < 0 ? opened : `${opened}</${to}${part.slice(at + closing.length)}`
}

function changedAttribute(part: string, chance: Chance): string {
  const tag = part.slice(0, part.indexOf('>') + 1)
  const attributes = [...tag.matchAll(/\s[\w:.-]+=("[^"]*"|'[^']*')/g)]
  if (attributes.length === 0) return part
  const [whole, value] = chance.of(attributes) as unknown as [string, string]
  const hostile = chance.of(HOSTILE).replaceAll(/["<]/g, '')
  const changed = chance.next() < 0.5 ? '' : whole.replace(value, () => `"${hostile}"`)
  return part.replace(whole, () => changed)
}
