/** An element of the HTML that html.ts writes. */
export interface HtmlElement {
  readonly tag: string
  readonly lede: boolean
  readonly href?: string
  readonly children: readonly HtmlNode[]
}
export type HtmlNode = HtmlElement | string

interface Open extends HtmlElement {
  readonly children: HtmlNode[]
}

const TOKEN = /<(\/?)([a-z][a-z0-9]*)(?: class="(lede)"| href="([^"<>]*)")?>|[^<]+|</g
const CHARACTERS: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const decode = (text: string) => text.replaceAll(/&(?:amp|lt|gt|quot);/g, (entity) => CHARACTERS[entity] ?? entity)

/**
 * A body of a ninjs document of ours (html.ts: the allow-list alone, every element closed in order) as a tree. It throws
 * for nothing: what is not such HTML is text, and what stands open at the end is closed.
 */
export function htmlTree(html: string): readonly HtmlNode[] {
  const root: Open = { tag: '', lede: false, children: [] }
  const open: Open[] = [root]
  for (const token of html.matchAll(TOKEN)) {
    const [text, slash, tag, lede, href] = token
    const parent = open.at(-1) ?? root
    if (tag === undefined) addText(parent, text)
    else if (slash) {
      if (parent.tag === tag) open.pop()
    } else {
      const opened: Open = { tag, lede: lede !== undefined, ...(href === undefined ? {} : { href: decode(href) }), children: [] }
      parent.children.push(opened)
      if (tag !== 'br') open.push(opened)
    }
  }
  return root.children
}

/** A line break right after `<pre>` is not text (HTML, section 13.2.6.4.7). */
function addText(parent: Open, text: string): void {
  const own = parent.tag === 'pre' && parent.children.length === 0 ? text.replace(/^\n/, '') : text
  if (own !== '') parent.children.push(decode(own))
}

/** The text in a node; `<br>` is a line break. */
export function textOfHtml(node: HtmlNode): string {
  if (typeof node === 'string') return node
  return node.tag === 'br' ? '\n' : node.children.map(textOfHtml).join('')
}
