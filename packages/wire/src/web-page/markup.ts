import type { HtmlElement, HtmlNode } from '../html/html-node.ts'

/** Nothing of these is a story's text. */
export const UNREAD: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
  'embed',
  'canvas',
])
const VOID = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'])
const NAME = /^[a-z][a-z0-9-]*$/

/** A page as well-formed markup, without what is no text. */
export function markupOf(page: HtmlElement): string {
  return page.children.map(markup).join('')
}

function markup(node: HtmlNode): string {
  if (typeof node === 'string') return escaped(node)
  const { name, attributes, children } = node
  if (UNREAD.has(name)) return ''
  // an odd name is no element that says anything; what stands in it does
  if (!NAME.test(name)) return children.map(markup).join('')
  const said = [...attributes]
    .flatMap(([key, value]) => (NAME.test(key) ? [` ${key}="${escaped(value).replaceAll('"', '&quot;')}"`] : []))
    .join('')
  return VOID.has(name) ? `<${name}${said}/>` : `<${name}${said}>${children.map(markup).join('')}</${name}>`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
