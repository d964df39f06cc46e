import { Rejected } from '@depesche/article/model'
import { SaxesParser } from 'saxes'
import type { Part } from '../reader.ts'

/** Which elements of a document are articles: the children of an element at a depth, and of them only those of a name. */
export interface Splitting {
  /** local names from the root down to the parent: `['newsMessage', 'itemSet']` */
  readonly parent: readonly string[]
  /** local name of the articles; absent: every child */
  readonly child?: string
  /** what each article begins with: a document with fewer than two is not looked at any further */
  readonly sign?: RegExp
  /** the attribute that names an article for people: `guid` */
  readonly named?: string
}

interface Slice {
  readonly name: string
  readonly start: number
  end: number
}

/** What stands around each part is repeated: more than this in all is no message of a wire. */
const MOST_CHARACTERS = 64 * 1024 * 1024

/**
 * The articles of a document, each with all that stands before the first and after the last of them: a document of its own in UTF-8,
 * whose other words are as they were. `undefined`: it holds one at most. What stands between two articles is white space in every wire.
 *
 * @throws Rejected for what would become too much; a document that is broken is `undefined`, and reading it says why
 */
export function splitXml(text: string, splitting: Splitting): readonly Part[] | undefined {
  const slices = slicesIn(text, splitting)
  if (slices === undefined || slices.length < 2) return undefined
  const [first, last] = [slices[0]!, slices.at(-1)!]
  const [before, after] = [withoutDeclaration(text.slice(0, first.start)), text.slice(last.end)]
  if ((before.length + after.length) * slices.length > MOST_CHARACTERS)
    throw new Rejected('too-many-articles', `It holds ${slices.length} articles and too much beside them.`, 'Send fewer at a time.')
  const encoder = new TextEncoder()
  return slices.map(({ name, start, end }) => ({
    name,
    bytes: encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n${before}${text.slice(start, end)}${after}`),
  }))
}

/** The text is decoded already: what it says of its encoding is no longer true. */
const withoutDeclaration = (text: string) => text.replace(/^\s*<\?xml[^>]*\?>\s*/, '')

function slicesIn(text: string, { parent, child, named, sign }: Splitting): readonly Slice[] | undefined {
  if (sign && (text.match(sign)?.length ?? 0) < 2) return undefined
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  const open: string[] = []
  const slices: Slice[] = []
  let begun = 0
  let broken = false
  parser.on('error', () => {
    broken = true
  })
  // a tag's name holds no other sign of a tag
  parser.on('opentagstart', () => {
    begun = text.lastIndexOf('<', parser.position - 1)
  })
  parser.on('opentag', ({ name, attributes }) => {
    const local = localName(name)
    if (isChild(open, parent) && (child === undefined || local === child))
      slices.push({ name: (named && attributes[named]?.slice(0, 120)) || local, start: begun, end: 0 })
    open.push(local)
  })
  parser.on('closetag', () => {
    open.pop()
    const last = slices.at(-1)
    if (last && last.end === 0 && isChild(open, parent)) last.end = parser.position
  })
  parser.write(text).close()
  return broken ? undefined : slices
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
const isChild = (open: readonly string[], parent: readonly string[]) =>
  open.length === parent.length && open.every((name, depth) => name === parent[depth])
