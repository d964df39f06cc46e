import { Rejected } from '@depesche/article/model'
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5'
import type { HtmlElement, HtmlNode } from './html-node.ts'

// parse5 8.1.1 (MIT): 145 KB of the minified bundle that reads uploads, loaded in about 11 ms; `entities`, which it needs, was there
// already. HTML's own algorithm (WHATWG, 13.2), which a tokenizer alone does not keep: `<p>` ends `<p>`, text in `<table>` moves before it.
const MAX_DEPTH = 100
const MAX_ELEMENTS = 50_000

export interface ParsedHtml {
  readonly nodes: readonly HtmlNode[]
  /** what stood in comments, trimmed; none that is blank */
  readonly comments: readonly string[]
}

/**
 * Parses a fragment of HTML as a browser does, scripts off: any text is HTML. Elements are counted and their depth is bounded while it
 * parses, since open elements are made again and again (`<font>` below many paragraphs); the length is bounded by the upload's.
 *
 * @throws Rejected for HTML that is nested too deeply or has too many elements
 */
export function parseHtml(html: string): ParsedHtml {
  let depth = 0
  let count = 0
  const counted = () => {
    count++
    if (count > MAX_ELEMENTS) throw tooMany()
  }
  const fragment = parseFragment(null, html, {
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement: (name, namespace, attributes) => {
        counted()
        return defaultTreeAdapter.createElement(name, namespace, attributes)
      },
      createCommentNode: (text) => {
        counted()
        return defaultTreeAdapter.createCommentNode(text)
      },
      onItemPush: () => {
        depth++
        if (depth > MAX_DEPTH) throw tooDeep()
      },
      onItemPop: () => {
        depth--
      },
    },
  })
  const comments: string[] = []
  return { nodes: nodesOf(fragment, comments, 0), comments }
}

type Parsed = DefaultTreeAdapterTypes.ChildNode

/** Misnested markup may put elements deeper in the tree than they ever stood open. */
function nodesOf(parent: DefaultTreeAdapterTypes.ParentNode, comments: string[], depth: number): readonly HtmlNode[] {
  if (depth > 2 * MAX_DEPTH) throw tooDeep()
  return parent.childNodes.flatMap((child) => nodeOf(child, comments, depth))
}

function nodeOf(node: Parsed, comments: string[], depth: number): readonly HtmlNode[] {
  if (node.nodeName === '#text') return [(node as DefaultTreeAdapterTypes.TextNode).value]
  if (node.nodeName === '#comment') {
    const text = (node as DefaultTreeAdapterTypes.CommentNode).data.trim()
    if (text !== '') comments.push(text)
    return []
  }
  return 'tagName' in node ? [elementOf(node, comments, depth)] : []
}

function elementOf(element: DefaultTreeAdapterTypes.Element, comments: string[], depth: number): HtmlElement {
  const inner = 'content' in element ? (element as DefaultTreeAdapterTypes.Template).content : element
  return {
    name: element.tagName.toLowerCase(),
    attributes: new Map(element.attrs.map(({ name, value }) => [name, value])),
    children: nodesOf(inner, comments, depth + 1),
  }
}

function tooDeep(): Rejected {
  return new Rejected('html-too-deep', `The HTML is nested more than ${MAX_DEPTH} deep.`, 'Send the file as the source wrote it.')
}

function tooMany(): Rejected {
  return new Rejected('html-too-many', `The HTML has more than ${MAX_ELEMENTS} elements.`, 'Send one article per file.')
}
