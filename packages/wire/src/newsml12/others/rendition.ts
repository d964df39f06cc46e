import { Rejected } from '@depesche/article/model'
import { decode } from '../../bytes/decode.ts'
import { rootOf } from '../../bytes/peek.ts'
import { TAGS } from '../../newsml-g2/standard/rendition.ts'
import { isProse } from '../../text/prose.ts'
import { at, attribute, below, type Element, elements, rawText } from '../../xml/element.ts'
import { parseXml } from '../../xml/parse-xml.ts'

/** A text that stands in a ContentItem: how it is written, and where. */
export interface Rendition {
  readonly kind: 'nitf' | 'xhtml' | 'html' | 'plain'
  /** what of the document the text is */
  readonly holder: Element
  /** NITF: its root; XHTML: what holds the blocks */
  readonly element: Element
  /** HTML and plain text, decoded */
  readonly text: string
  /** title of the page (XHTML) */
  readonly title?: Element
}

const HTML = new Set(
  'html body article main section div p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure header address hr br span strong em b i a'.split(
    ' ',
  ),
)

/**
 * The text of a ContentItem (NewsML 1.2, 5.6, `DataContent`, `Encoding`), in an envelope of other elements, too. `undefined`: a file, data in
 * a vocabulary that is none of a text (results, charts), or nothing in words.
 */
export function renditionOf(content: Element): Rendition | undefined {
  const data = at(content, 'DataContent')
  const encoded = at(content, 'Encoding')
  const type = ['MimeType', 'Format', 'MediaType'].map((name) => attribute(at(content, name), 'FormalName') ?? '').join(' ')
  if (data !== undefined) return elements(data).length > 0 ? inXml(data) : ofText(rawText(data), data, type)
  const text = encoded === undefined ? undefined : decoded(encoded)
  return text === undefined ? undefined : ofText(text, encoded!, type)
}

function inXml(data: Element): Rendition | undefined {
  if (!isProse(rawText(data))) return undefined
  const nitf = below(data, 'nitf')[0]
  if (nitf !== undefined) return { kind: 'nitf', holder: nitf, element: nitf, text: '' }
  const content = below(data, 'body.content')[0]
  if (content !== undefined) return withoutRoot(data, content)
  const html = below(data, 'html')[0]
  const [body, title] = [at(html, 'body') ?? html ?? data, at(html, 'head', 'title')]
  if (html === undefined && !holdsHtml(data)) return undefined
  return { kind: 'xhtml', holder: body, element: body, text: '', ...(title && { title }) }
}

/** The body of a NITF whose root somebody left out. */
function withoutRoot(data: Element, content: Element): Rendition {
  const body = at(data, 'body')
  const holder = body !== undefined && elements(body).includes(content) ? body : content
  const inner = holder === body ? body : { ...content, name: 'body', attributes: {}, children: [content] }
  return { kind: 'nitf', holder, element: { ...content, name: 'nitf', attributes: {}, children: [inner] }, text: '' }
}

function holdsHtml(element: Element): boolean {
  return elements(element).some((child) => HTML.has(child.name.toLowerCase()) || holdsHtml(child))
}

/** Markup in CDATA, or with its signs escaped, is as good as in XML. */
function ofText(text: string, holder: Element, type: string): Rendition | undefined {
  if (!isProse(text)) return undefined
  const nitf = rootOf(text.slice(0, 4000))?.name === 'nitf' ? parsed(text) : undefined
  if (nitf !== undefined) return { kind: 'nitf', holder, element: nitf, text }
  const isHtml = /html/i.test(type) || TAGS.test(text.slice(0, 20_000))
  return { kind: isHtml ? 'html' : 'plain', holder, element: holder, text }
}

function parsed(text: string): Element | undefined {
  try {
    return parseXml(text.trim())
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return undefined
  }
}

/** Base64 of a text; anything else that is encoded is a file. */
function decoded(encoding: Element): string | undefined {
  const data = at(encoding, 'DataContent')
  if (data === undefined || !/base-?64/i.test(attribute(encoding, 'Notation') ?? '')) return undefined
  const letters = rawText(data).replaceAll(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(letters)) return undefined
  const bytes = Buffer.from(letters, 'base64')
  const text = decode(bytes, 'utf-8') ?? decode(bytes, 'windows-1252') ?? ''
  return /[\x00-\x08\x0e-\x1f]/.test(text) ? undefined : text
}

/** Files that stand in the item as letters (NewsML 1.2, `Encoding@Notation`): no word of a language is so long. */
export function encodedIn(item: Element): readonly Element[] {
  return below(item, 'Encoding').filter((one) => /^\s*[A-Za-z\d+/=]{60}/.test(rawText(one).slice(0, 200)))
}
