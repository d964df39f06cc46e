import { type Block, type Note, plain, type Span } from '@depesche/article/model'
import { check, info } from '../draft.ts'
import { type Element, elements, rawText } from './element.ts'
import { isBlank, spansIn } from './inline.ts'
import { isElement, type Run, runsIn } from './runs.ts'
import { tableOf } from './table.ts'

export interface Body {
  readonly blocks: readonly Block[]
  readonly notes: readonly Note[]
}

/**
 * What a format has of its own. `special` is asked first about each block and answers `undefined` for one that it does not know.
 * `splits`: a blank line in bare text parts paragraphs (not where line ends say nothing).
 */
export interface BlockRules {
  readonly special?: (element: Element) => Body | undefined
  readonly splits?: true
}

const NO_RULES: BlockRules = {}
const NOTHING: Body = { blocks: [], notes: [] }
const CROSSHEADS = new Set(['hl1', 'hl2', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const CONTAINERS = new Set(['body', 'body.content', 'block', 'div', 'section', 'article', 'thead', 'tbody', 'nitf-table'])
/** What may not stand inside a paragraph and does: it ends there and goes on behind. */
const PARTS = new Set(['table', 'nitf-table', 'ul', 'ol', 'dl', 'pre', 'bq', 'blockquote', 'media', 'p', 'hl2', 'block'])

/**
 * The blocks of an NITF `body.content` or an XHTML `body`, in document order. Empty paragraphs are dropped with a Note; an
 * element of an unknown name becomes a paragraph with a Note, so that no word is lost.
 */
export function blocksIn(body: Element | undefined, rules: BlockRules = NO_RULES): Body {
  return joined(body === undefined ? [] : runsIn(body, rules).map((run) => (isElement(run) ? blockOf(run, rules) : loose(run, body))))
}

/** The blocks of all bodies of an item: the agency writes one, and a second must not be lost. */
export function blocksInAll(bodies: readonly Element[], rules: BlockRules = NO_RULES): Body {
  const read = joined(bodies.map((body) => blocksIn(body, rules)))
  if (bodies.length < 2) return read
  const reason = `The item has ${bodies.length} bodies of text; they were put one after another.`
  return { blocks: read.blocks, notes: [...read.notes, check('several-bodies', reason, { line: bodies[1]!.line })] }
}

function blockOf(element: Element, rules: BlockRules): Body {
  const { name, line } = element
  const own = rules.special?.(element)
  if (own !== undefined) return own
  if (name === 'p') return paragraph(element, rules)
  if (CROSSHEADS.has(name)) return isBlank(element) ? empty(element) : one({ kind: 'crosshead', spans: spansIn(element) })
  if (name === 'table') return table(element)
  if (name === 'pre') return isBlank(element) ? empty(element) : one({ kind: 'preformatted', text: preformatted(element) })
  if (name === 'ul' || name === 'ol') return list(element)
  if (name === 'dl') return definitions(element)
  if (name === 'bq' || name === 'blockquote') return isBlank(element) ? empty(element) : one({ kind: 'quotation', spans: spansIn(element) })
  if (CONTAINERS.has(name)) return blocksIn(element, rules)
  if (isBlank(element)) return name === 'br' || name === 'hr' ? NOTHING : empty(element)
  const reason = `The element “${name}” is not known; its text was kept as a paragraph.`
  return one({ kind: 'paragraph', spans: spansIn(element) }, check('unknown-element', reason, { line }))
}

function paragraph(element: Element, rules: BlockRules): Body {
  const mixed = elements(element).some(({ name }) => PARTS.has(name))
  const lede = element.attributes.lede === 'true' || element.attributes.class === 'lead'
  if (!mixed && isBlank(element)) return element.attributes.class === 'lead' ? NOTHING : empty(element)
  if (!mixed) return one({ kind: 'paragraph', ...(lede && { lede }), spans: spansIn(element) } as Block)
  return joined(runsIn(element, NO_RULES).map((run) => (isElement(run) ? blockOf(run, rules) : inline(element, run))))
}

/** The part of a broken paragraph that stands before or behind a block in it. */
function inline(element: Element, children: Run): Body {
  const part = { ...element, children }
  return isBlank(part) ? NOTHING : one({ kind: 'paragraph', spans: spansIn(part) })
}

/** Terms with what they mean, an item for each term; the second meaning of a term is an item of its own. */
function definitions(element: Element): Body {
  const items: Span[][] = []
  let open = false
  for (const child of elements(element).filter((one) => !isBlank(one))) {
    const spans = spansIn(child)
    if (open && child.name === 'dd') items.at(-1)!.push({ text: ': ' }, ...spans)
    else items.push([...spans])
    open = child.name === 'dt'
  }
  const beside = joined(element.children.filter((child) => typeof child === 'string').map((text) => loose([text], element)))
  return items.length === 0 ? joined([beside, empty(element)]) : joined([beside, one({ kind: 'list', ordered: false, items })])
}

function table(element: Element): Body {
  const { table: found, besides } = tableOf(element)
  const beside = joined(besides.map((part) => (typeof part === 'string' ? loose([part], element) : besideTable(part))))
  if (found.rows.length > 0) return joined([beside, one(found)])
  return joined([beside, { blocks: [], notes: [info('table-empty', 'A table without rows was left out.', { line: element.line })] }])
}

/** A caption, or whatever else stands in a table and outside its cells. */
function besideTable(part: Element): Body {
  if (isBlank(part)) return NOTHING
  return one(
    { kind: 'paragraph', spans: spansIn(part) },
    info('table-caption', 'Text beside a table’s cells became a paragraph.', { line: part.line }),
  )
}

function list(element: Element): Body {
  const items = element.children
    .map((item): Element => (typeof item === 'string' ? { ...element, name: 'li', children: [item] } : item))
    .filter((item) => !isBlank(item))
    .map((item) => spansIn(item.name === 'li' ? item : { ...element, children: [item] }))
  return items.length === 0 ? empty(element) : one({ kind: 'list', ordered: element.name === 'ol', items })
}

/** Text outside any element: not valid, and still words of the story. */
function loose(run: Run, parent: Element): Body {
  const part = { ...parent, children: run }
  if (isBlank(part)) return NOTHING
  const spans = spansIn(part)
  const note = check('loose-text', 'Text outside any paragraph was kept as a paragraph.', { line: parent.line }, plain(spans))
  return one({ kind: 'paragraph', spans }, note)
}

function preformatted(element: Element): string {
  const lines = rawText(element)
    .replaceAll(/\r\r?\n|\r/g, '\n')
    .replaceAll(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, ' ')
    .split('\n')
    .map((line) => line.trimEnd())
  const first = lines.findIndex((line) => line !== '')
  return lines.slice(first, lines.findLastIndex((line) => line !== '') + 1).join('\n')
}

function empty({ name, line }: Element): Body {
  return { blocks: [], notes: [info('empty-paragraph', `An empty paragraph (“${name}”) was left out.`, { line })] }
}

function one(block: Block, ...notes: readonly Note[]): Body {
  return { blocks: [block], notes }
}

function joined(bodies: readonly Body[]): Body {
  return { blocks: bodies.flatMap(({ blocks }) => blocks), notes: bodies.flatMap(({ notes }) => notes) }
}
