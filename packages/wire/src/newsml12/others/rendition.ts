import { inXml, type Rendition, TAGS } from '../../newsml-g2/standard/rendition.ts'
import { isProse } from '../../text/prose.ts'
import { at, attribute, below, type Element, elements, rawText } from '../../xml/element.ts'
import { type Content, contentsOf, isCaption, languageIn, roleIn } from './components.ts'

/** The text of an item, and the components that it stands in. */
export interface Story {
  readonly rendition: Rendition
  readonly chain: readonly Element[]
  readonly language: string | undefined
}

const KINDS: readonly Rendition['kind'][] = ['nitf', 'xhtml', 'html', 'plain']

/**
 * The text of an item among all its contents (NewsML 1.2, 5.5: components may be alternatives of each other, or parts): no caption; by its
 * role the main one; in the item's own language; NITF and XHTML before HTML in text, and that before plain. The first of equals.
 */
export function storyIn(item: Element): Story | undefined {
  const own = languageIn(elements(item, 'NewsComponent').slice(0, 1))
  const stories = contentsOf(item)
    .filter((content) => !isCaption(content))
    .flatMap(storyOf)
  return stories.toSorted((a, b) => rank(a, own) - rank(b, own))[0]
}

function storyOf(content: Content): readonly Story[] {
  const rendition = renditionOf(content.element)
  if (rendition === undefined || !isProse(rawText(rendition.element))) return []
  return [{ rendition, chain: content.chain, language: attribute(rendition.element, 'xml:lang') ?? languageIn(content.chain) }]
}

function rank({ rendition, chain, language }: Story, own: string | undefined): number {
  const role = roleIn(chain)
  const byRole = /^(?:main|story|text|body)/.test(role) ? 0 : role === '' ? 1 : 2
  const same = language === undefined || own === undefined ? 1 : base(language) === base(own) ? 0 : 2
  return byRole * 100 + same * 10 + Math.max(KINDS.indexOf(rendition.kind), 1)
}

const base = (tag: string) => tag.toLowerCase().split('-')[0]

/** The text of one ContentItem: its DataContent, in NITF, XHTML, HTML or plain. What is encoded is a file. */
function renditionOf(content: Element): Rendition | undefined {
  const data = at(content, 'DataContent')
  if (data === undefined) return undefined
  if (elements(data).length > 0) return inXml(data)
  const type = ['MimeType', 'Format', 'MediaType'].map((name) => attribute(at(content, name), 'FormalName') ?? '').join(' ')
  const isHtml = /html/i.test(type) || TAGS.test(rawText(data).slice(0, 20_000))
  return { kind: isHtml ? 'html' : 'plain', element: data }
}

/** Files that stand in the item as letters (NewsML 1.2, `Encoding@Notation`): no word of a language is so long. */
export function encodedIn(item: Element): readonly Element[] {
  return below(item, 'Encoding').filter((one) => /^\s*[A-Za-z\d+/=]{60}/.test(rawText(one).slice(0, 200)))
}
