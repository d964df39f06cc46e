import type { Element } from '../xml/element.ts'
import type { HtmlElement, HtmlNode } from './html-node.ts'

/**
 * The children of an XML element as nodes of HTML: XHTML needs no second parser. Names and attributes in small letters, as HTML has them.
 * What stands in a table and outside its cells moves before it, as HTML's own parser does (13.2.6.1, "foster parenting").
 */
export function htmlNodesIn(element: Element): readonly HtmlNode[] {
  return element.children.flatMap((child) => (typeof child === 'string' ? [child] : htmlOf(child)))
}

function htmlOf(element: Element): readonly HtmlNode[] {
  const own = shellOf(element)
  // what stands in them stands behind them
  if (VOID.has(own.name)) return [{ ...own, children: [] }, ...htmlNodesIn(element)]
  if (own.name !== 'table') return [{ ...own, children: htmlNodesIn(element) }]
  const { kept, moved } = sorted(element.children, 'table')
  return [...moved, { ...own, children: kept }]
}

/** They have no content in HTML (13.1.2), and neither has dpa's picture. */
const VOID: ReadonlySet<string> = new Set('area base br col embed hr img input link meta source track wbr dnl-image'.split(' '))

function shellOf({ name, attributes }: Element): Omit<HtmlElement, 'children'> {
  return { name: name.toLowerCase(), attributes: new Map(Object.entries(attributes).map(([key, value]) => [key.toLowerCase(), value])) }
}

interface Sorted {
  readonly kept: readonly HtmlNode[]
  readonly moved: readonly HtmlNode[]
}

type Level = 'table' | 'section' | 'row'

const SECTIONS: ReadonlySet<string> = new Set(['thead', 'tbody', 'tfoot'])
const CELLS: ReadonlySet<string> = new Set(['td', 'th'])
const ONLY_IN_TABLE: ReadonlySet<string> = new Set(['caption', 'colgroup'])

function sorted(children: readonly (Element | string)[], level: Level): Sorted {
  const parts = children.map((child) => sort(child, level))
  return { kept: parts.flatMap(({ kept }) => kept), moved: parts.flatMap(({ moved }) => moved) }
}

function sort(child: Element | string, level: Level): Sorted {
  if (typeof child === 'string') return { kept: [], moved: child.trim() === '' ? [] : [child] }
  const { name, ...own } = shellOf(child)
  const inner = level === 'table' && SECTIONS.has(name) ? 'section' : level !== 'row' && name === 'tr' ? 'row' : undefined
  if (inner !== undefined) {
    const { kept, moved } = sorted(child.children, inner)
    return { kept: [{ ...own, name, children: kept }], moved }
  }
  const nodes = htmlOf(child)
  const isCell = CELLS.has(name)
  if (!isCell && !(level === 'table' && ONLY_IN_TABLE.has(name))) return { kept: [], moved: nodes }
  return { kept: isCell && level !== 'row' ? [{ name: 'tr', attributes: new Map(), children: nodes }] : nodes, moved: [] }
}
