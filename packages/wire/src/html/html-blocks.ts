import type { Block, Mark, Note, Picture, Span } from '@depesche/article/model'
import { cleanDecoded } from '../text/clean-characters.ts'
import { isUnread, marksWithin, passOver, runsIn, seen } from './html-inline.ts'
import { listIn } from './html-list.ts'
import { BLOCKS, HEADINGS, LISTS, PREFORMATTED } from './html-names.ts'
import { beginningOf, type HtmlElement, type HtmlNode, isElement, rawTextOf } from './html-node.ts'
import { type Findings, findingNotes, findingsOf } from './html-notes.ts'
import { figureIn, pictureIn } from './html-picture.ts'
import { preformattedIn } from './html-preformatted.ts'
import { besideCells, tableIn } from './html-table.ts'
import { parseHtml } from './parse-html.ts'
import { isPictureElement } from './picture-element.ts'
import { partedAtBlankLines, runOf, tightlyFolded } from './run.ts'

export interface HtmlRead {
  readonly blocks: readonly Block[]
  /** pictures in the text with an address of their own, with their captions */
  readonly pictures: readonly Picture[]
  readonly notes: readonly Note[]
}

/** The paragraph that is being read, and all that came before it. */
interface Flow {
  readonly blocks: Block[]
  readonly pictures: Picture[]
  readonly found: Findings
  runs: Span[]
}

interface Around {
  readonly marks: readonly Mark[]
  readonly kind: 'paragraph' | 'quotation'
}

/**
 * The blocks of a fragment of HTML, in the order of the text. Every word that a browser shows stands in a block, in a picture's caption
 * or in a Note; text outside any paragraph is one of its own, as a browser has it.
 *
 * @throws Rejected for HTML that is nested too deeply or has too many elements
 */
export function htmlBlocks(html: string): HtmlRead {
  const { nodes, comments } = parseHtml(html)
  return blocksOfNodes(nodes, comments)
}

/** The same of a tree that is parsed already: XHTML inside another document. Its depth is bounded by whoever parsed it. */
export function blocksOfNodes(nodes: readonly HtmlNode[], comments: readonly string[] = []): HtmlRead {
  const flow: Flow = { blocks: [], pictures: [], found: findingsOf(comments), runs: [] }
  for (const node of nodes) walk(node, { marks: [], kind: 'paragraph' }, flow)
  finish('paragraph', flow)
  const text = nodes.map(rawTextOf).join('\n')
  return { blocks: flow.blocks, pictures: flow.pictures, notes: [...cleanDecoded(text).notes, ...findingNotes(flow.found)] }
}

function walk(node: HtmlNode, around: Around, flow: Flow): void {
  if (typeof node === 'string') flow.runs.push(runOf(seen(node), around.marks))
  else if (node.name === 'br') flow.runs.push(runOf('\n', around.marks))
  else if (isPictureElement(node)) addPicture(node, flow)
  else if (isUnread(node)) passOver(node, flow.found)
  else if (BLOCKS.has(node.name)) block(node, around, flow)
  else inside(node, { ...around, marks: marksWithin(node, around.marks, flow.found) }, flow)
}

function inside(element: HtmlElement, around: Around, flow: Flow): void {
  if (element.name === 'q') flow.runs.push(runOf('“', around.marks))
  for (const child of element.children) walk(child, around, flow)
  if (element.name === 'q') flow.runs.push(runOf('”', around.marks))
}

/** Whatever is a block ends the paragraph before it. */
function block(element: HtmlElement, around: Around, flow: Flow): void {
  const { name } = element
  const { found } = flow
  finish(around.kind, flow)
  if (HEADINGS.has(name)) add(flow, 'crosshead', tightlyFolded(runsIn({ ...element, name: 'span' }, [], found)))
  else if (name === 'table') addTable(element, around, flow)
  else if (isElement(element, ...LISTS)) flow.blocks.push(...listIn(element, found))
  else if (PREFORMATTED.has(name)) flow.blocks.push(...preformattedIn(element, found))
  else if (name === 'figure') addFigure(element, around, flow)
  else {
    const before = flow.blocks.length
    inside(element, { ...around, ...(name === 'blockquote' && { kind: 'quotation' }) }, flow)
    const isEmpty = finish(name === 'blockquote' ? 'quotation' : around.kind, flow, isLede(element)) === 0
    if (name === 'p' && isEmpty && flow.blocks.length === before) found.empty++
  }
}

/** Ends the paragraph that is being read. Answers how many blocks it made. */
function finish(kind: Around['kind'], flow: Flow, lede = false): number {
  const parts = partedAtBlankLines(flow.runs)
  flow.runs = []
  for (const [index, spans] of parts.entries()) add(flow, kind, spans, lede && index === 0)
  return parts.length
}

function add(flow: Flow, kind: 'paragraph' | 'quotation' | 'crosshead', spans: readonly Span[], lede = false): void {
  if (spans.length === 0) return
  flow.blocks.push(kind === 'paragraph' && lede ? { kind, lede, spans } : { kind, spans })
}

function isLede({ name, attributes }: HtmlElement): boolean {
  return name === 'p' && /(?:^|\s)(?:lede|lead)(?:\s|$)/.test(attributes.get('class') ?? '')
}

function addTable(element: HtmlElement, around: Around, flow: Flow): void {
  for (const beside of besideCells(element))
    if (isElement(beside, 'caption')) addCaption(beside, around, flow)
    else walk(beside, around, flow)
  finish(around.kind, flow)
  const table = tableIn(element, flow.found)
  if (table.rows.length > 0) flow.blocks.push(table)
}

function addCaption(caption: HtmlElement, around: Around, flow: Flow): void {
  flow.found.captions.push(beginningOf(caption))
  inside(caption, around, flow)
  finish(around.kind, flow)
}

/** A figure of pictures alone gives them its caption; any other is a container (dpa sets tables in one). */
function addFigure(element: HtmlElement, around: Around, flow: Flow): void {
  const figure = figureIn(element, flow.found)
  if (figure !== undefined) flow.pictures.push(...figure)
  else
    for (const child of element.children)
      if (isElement(child, 'figcaption')) addCaption(child, around, flow)
      else walk(child, around, flow)
  finish(around.kind, flow)
}

function addPicture(element: HtmlElement, flow: Flow): void {
  const picture = pictureIn(element, flow.found)
  if (picture !== undefined) flow.pictures.push(picture)
}
