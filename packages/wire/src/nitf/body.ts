import { type Block, blockText } from '@depesche/article/model'
import { dropped, info } from '../draft.ts'
import { hasText } from '../life/wire-content.ts'
import { type BlockRules, type Body, blocksIn, blocksInAll } from '../xml/blocks.ts'
import { at, below, type Element, elements } from '../xml/element.ts'
import { spansIn } from '../xml/inline.ts'
import { type Tracked, wordsKey } from '../xml/tracked.ts'
import { isPublished } from './ednotes.ts'
import { withoutTags } from './escaped-html.ts'

/** Elements inside the text that are none of it: read elsewhere as facts. */
const BESIDE: ReadonlySet<string> = new Set(['media', 'note', 'tobject', 'key-list', 'nitf-table-metadata', 'table-reference'])
const LINES = new Set(['byline', 'dateline', 'abstract', 'datasource', 'distributor', 'custom-table', 'credit'])

/** The blocks of the text (NITF 3.6, `body.content`), without abstract and end. */
export function bodyOf(account: Tracked): Body {
  const bodies = elements(at(account.root, 'body'), 'body.content')
  for (const one of bodies) account.whole(one, BESIDE)
  const escaped = bodies.map((one) => withoutTags(withoutFacts(one)))
  const read = blocksInAll(
    escaped.map(({ element }) => element),
    RULES,
  )
  return { blocks: read.blocks, notes: [...escaped.flatMap(({ notes }) => notes), ...read.notes] }
}

const RULES: BlockRules = { splits: true, special }

function special(element: Element): Body | undefined {
  if (element.name === 'note') return blocksIn(element, RULES)
  if (element.name === 'fn') return footnote(element)
  if (element.name === 'p' && below(element, 'fn').length > 0) return paragraphWithNotes(element)
  if ((element.name === 'bq' || element.name === 'blockquote') && below(element, 'credit').length > 0) return quotation(element)
  if (!LINES.has(element.name) || elements(element).some(({ name }) => name === 'p')) return undefined
  return blocksIn({ ...element, children: [{ ...element, name: 'p' }] })
}

function footnote(element: Element): Body {
  const { blocks, notes } = blocksIn(element, RULES)
  return { blocks, notes: [...notes, info('footnote', 'A footnote became a paragraph.', { line: element.line })] }
}

/** Footnotes stand behind the paragraph that they break. */
function paragraphWithNotes(element: Element): Body {
  const notes = below(element, 'fn')
  return blocksIn({ ...element, name: 'block', children: [without(element, new Set(['fn'])), ...notes] }, RULES)
}

/** A quotation and, on a line of its own, who said it. */
function quotation(element: Element): Body {
  const lines = [without(element, new Set(['credit'])), ...below(element, 'credit')]
    .map((one) => spansIn(one))
    .filter((line) => line.length > 0)
  const spans = lines.flatMap((line, index) => (index === 0 ? line : [{ text: '\n' }, ...line]))
  return { blocks: spans.length === 0 ? [] : [{ kind: 'quotation', spans }], notes: [] }
}

/** A note that may be published stays where it stands. */
function withoutFacts(element: Element): Element {
  const kept = element.children.filter(
    (child) => typeof child === 'string' || !BESIDE.has(child.name) || (child.name === 'note' && isPublished(child)),
  )
  return { ...element, children: kept.map((child) => (typeof child === 'string' ? child : withoutFacts(child))) }
}

function without(element: Element, names: ReadonlySet<string>): Element {
  const kept = element.children.filter((child) => typeof child === 'string' || !names.has(child.name))
  return { ...element, children: kept.map((child) => (typeof child === 'string' ? child : without(child, names))) }
}

/**
 * The abstract sums the document up and is no part of its text (NITF 3.6, `body.head/abstract`): it is left out with a Note, unless there
 * is no text. One that the text says word for word is not told.
 */
export function withAbstract(account: Tracked, body: readonly Block[]): Body {
  const abstracts = elements(at(account.root, 'body', 'body.head'), 'abstract')
  for (const one of abstracts) account.whole(one)
  const read = blocksInAll(abstracts, RULES)
  const notes = read.notes.filter(({ rule }) => rule !== 'loose-text' && rule !== 'several-bodies')
  if (!hasText(body)) return { blocks: [...read.blocks, ...body], notes }
  const told = new Set(body.map((block) => wordsKey(blockText(block))))
  const text = read.blocks.map(blockText).filter((one) => !told.has(wordsKey(one)))
  const line = abstracts[0]?.line
  const left =
    text.length === 0 || line === undefined ? [] : [dropped('teaser', 'The abstract is no part of the story.', { line }, text.join('\n'))]
  return { blocks: body, notes: [...notes, ...left] }
}
