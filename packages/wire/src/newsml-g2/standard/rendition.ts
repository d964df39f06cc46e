import { isProse } from '../../text/prose.ts'
import { at, attribute, type Element, elements, rawText, textOf } from '../../xml/element.ts'

/** One of the ways in which an item gives its text (NewsML-G2, `contentSet`): the element that holds it. */
export interface Rendition {
  readonly kind: 'nitf' | 'xhtml' | 'html' | 'plain'
  readonly element: Element
  /** title of the page (XHTML) */
  readonly title?: Element
  /** media type of text that is neither HTML nor plain */
  readonly other?: string
}

const BEST: readonly Rendition['kind'][] = ['nitf', 'html', 'plain']
/** A fragment of XHTML begins with one of these, in any namespace. */
const HTML = new Set(
  'body article main section div p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure header hgroup address hr br span strong em b i a img'.split(
    ' ',
  ),
)
/** Markup that stands in a text as text. */
export const TAGS = /<\/?(?:p|div|br|h[1-6]|ul|ol|li|table|section|article|blockquote|b|i|em|strong|a|span)(?:\s[^<>]{0,500})?\/?>/i

/**
 * The text of an item: the first in XHTML or NITF that says anything, else in escaped HTML, else plain. `undefined`: none, or data in a
 * vocabulary that is none of a text (events, sports results).
 */
export function renditionOf(item: Element): Rendition | undefined {
  const sets = elements(item, 'contentSet')
  const found = sets.flatMap((set) => elements(set)).flatMap((one) => renditionIn(one) ?? [])
  const speaking = found.filter(({ element }) => isProse(rawText(element)))
  return BEST.map((kind) => speaking.find((one) => one.kind === kind || (kind === 'nitf' && one.kind === 'xhtml'))).find(Boolean)
}

function renditionIn(element: Element): Rendition | undefined {
  if (element.name === 'inlineXML') return inXml(element)
  return element.name === 'inlineData' ? inData(element) : undefined
}

/** A text that stands in an element as elements: NITF, XHTML, or a fragment of it; `undefined` for another vocabulary. */
export function inXml(inline: Element): Rendition | undefined {
  const roots = elements(inline)
  const nitf = roots.find(({ name }) => name === 'nitf')
  if (nitf !== undefined) return { kind: 'nitf', element: nitf }
  const html = roots.find(({ name }) => name === 'html')
  const body = at(html, 'body')
  const title = at(html, 'head', 'title')
  if (html !== undefined) return body && { kind: 'xhtml', element: body, ...(title && { title }) }
  return roots.length === 0 || roots.some(({ name }) => HTML.has(name.toLowerCase())) ? { kind: 'xhtml', element: inline } : undefined
}

/** Media types that hold words; what is encoded (`inlineData@encoding`) is a file. */
function inData(data: Element): Rendition | undefined {
  const type = attribute(data, 'contenttype')?.toLowerCase() ?? 'text/plain'
  if (isEncoded(data)) return undefined
  if (/html/.test(type) || (!type.startsWith('text/plain') && TAGS.test((textOf(data) ?? '').slice(0, 20_000))))
    return { kind: 'html', element: data }
  return { kind: 'plain', element: data, ...(!type.startsWith('text/plain') && { other: type.slice(0, 60) }) }
}

/** True for a file that stands in the document as letters: base64, or a media type that is no text. */
export function isEncoded(data: Element): boolean {
  const type = attribute(data, 'contenttype')?.toLowerCase() ?? 'text/'
  const encoded = attribute(data, 'encoding') ?? attribute(data, 'encodinguri')
  return encoded !== undefined || !/^(?:text\/|application\/(?:xhtml|xml|nitf|.*\+xml|json|.*\+json))/.test(type)
}
