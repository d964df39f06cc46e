import { Rejected } from '@depesche/article/model'
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'
import type { HtmlElement, HtmlNode } from '../html/html-node.ts'

const MAX_DEPTH = 200
const MAX_ELEMENTS = 50_000

/**
 * Parses a whole page as a browser does, scripts off (WHATWG HTML, 13.2). Comments are left out: they are no text of a page.
 *
 * @throws Rejected for a page that is nested too deeply or has too many elements
 */
export function parsePage(html: string): HtmlElement {
  let [depth, count] = [0, 0]
  const document = parse(html, {
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement: (name, namespace, attributes) => {
        if (++count > MAX_ELEMENTS) throw tooMuch('html-too-many', `The page has more than ${MAX_ELEMENTS} elements.`)
        return defaultTreeAdapter.createElement(name, namespace, attributes)
      },
      onItemPush: () => {
        if (++depth > MAX_DEPTH) throw tooMuch('html-too-deep', `The page is nested more than ${MAX_DEPTH} deep.`)
      },
      onItemPop: () => {
        depth--
      },
    },
  })
  return { name: 'page', attributes: new Map(), children: childrenOf(document, 0) }
}

function childrenOf(parent: DefaultTreeAdapterTypes.ParentNode, depth: number): readonly HtmlNode[] {
  // misnested markup may put elements deeper in the tree than they ever stood open
  if (depth > 2 * MAX_DEPTH) throw tooMuch('html-too-deep', `The page is nested more than ${MAX_DEPTH} deep.`)
  return parent.childNodes.flatMap((node): readonly HtmlNode[] => {
    if (node.nodeName === '#text') return [(node as DefaultTreeAdapterTypes.TextNode).value]
    if (!('tagName' in node)) return []
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]))
    return [{ name: node.tagName.toLowerCase(), attributes, children: childrenOf(node, depth + 1) }]
  })
}

const tooMuch = (rule: string, message: string) => new Rejected(rule, message, 'Copy the text of the article from the page and send that.')
