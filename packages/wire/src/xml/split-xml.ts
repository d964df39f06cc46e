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
  /** an element of that name which stands in an article, at any depth, is an article of its own; in the other one this stands in its place */
  readonly nested?: string
}

interface Slice {
  readonly name: string
  readonly start: number
  end: number
  /** articles in it, each from its start to its end */
  readonly inner: Slice[]
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
  const end = slices.reduce((latest, slice) => Math.max(latest, slice.end), 0)
  const [before, after] = [withoutDeclaration(text.slice(0, slices[0]!.start)), text.slice(end)]
  if ((before.length + after.length) * slices.length > MOST_CHARACTERS)
    throw new Rejected('too-many-articles', `It holds ${slices.length} articles and too much beside them.`, 'Send fewer at a time.')
  const encoder = new TextEncoder()
  return slices.map((slice) => ({
    name: slice.name,
    bytes: encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n${before}${textIn(text, slice, splitting.nested ?? '')}${after}`),
  }))
}

/** The text of an article, something else in the place of those that stand in it. */
function textIn(text: string, { start, end, inner }: Slice, instead: string): string {
  const pieces: string[] = []
  let from = start
  for (const one of inner) {
    pieces.push(text.slice(from, one.start), instead)
    from = one.end
  }
  return pieces.join('') + text.slice(from, end)
}

/** The text is decoded already: what it says of its encoding is no longer true. */
const withoutDeclaration = (text: string) => text.replace(/^\s*<\?xml[^>]*\?>\s*/, '')

function slicesIn(text: string, { parent, child, named, sign, nested }: Splitting): readonly Slice[] | undefined {
  if (sign && (text.match(sign)?.length ?? 0) < 2) return undefined
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  const open: string[] = []
  const slices: Slice[] = []
  // the articles that are not closed yet, with the depth of each
  const within: (readonly [depth: number, slice: Slice])[] = []
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
    const outer = within.at(-1)?.[1]
    const isArticle =
      outer === undefined ? isChild(open, parent) && (child === undefined || local === child) : nested !== undefined && local === child
    if (isArticle) {
      const slice: Slice = { name: (named && attributes[named]?.slice(0, 120)) || local, start: begun, end: 0, inner: [] }
      outer?.inner.push(slice)
      slices.push(slice)
      within.push([open.length, slice])
    }
    open.push(local)
  })
  parser.on('closetag', () => {
    open.pop()
    const [depth, slice] = within.at(-1) ?? []
    if (slice === undefined || depth !== open.length) return
    slice.end = parser.position
    within.pop()
  })
  parser.write(text).close()
  return broken ? undefined : slices
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
const isChild = (open: readonly string[], parent: readonly string[]) =>
  open.length === parent.length && open.every((name, depth) => name === parent[depth])
