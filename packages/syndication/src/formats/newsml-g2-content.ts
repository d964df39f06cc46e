import { type HtmlNode, htmlTree } from './html-tree.ts'
import { qcodeOf } from './newsml-g2-catalog.ts'
import { provenanceOf } from './provenance.ts'
import { type CodedFact, type Item, titleOf } from './read-item.ts'
import { type Attributes, element, textElement, type XmlElement, type XmlNode } from './xml.ts'

/** Names, credits and sluglines are one line (IntlStringType: no tab, no line end). */
export function oneLine(text: string | undefined): string | undefined {
  return text?.replaceAll(/[\t\n\r]+/g, ' ')
}

const name = (text: string | undefined) => textElement('name', oneLine(text))
const party = (tag: string, text: string, attributes: Attributes = {}) => element(tag, attributes, [name(text)])

function coded(tag: string, fact: CodedFact): XmlElement {
  const qcode = qcodeOf(fact)?.qcode
  return element(tag, qcode === undefined ? { literal: oneLine(fact.literal) } : { qcode }, [name(fact.name)])
}

const ROLES = { main: undefined, subheadline: 'depesche:subheadline', kicker: 'depesche:kicker', short: 'depesche:short' } as const

function headlines(item: Item): readonly (XmlElement | undefined)[] {
  return Object.entries(ROLES).map(([key, role]) => textElement('headline', item.headlines[key], { role }))
}

/** Facts that the standard has no property for; their names are the roles of our ninjs documents. */
function extensions(item: Item): readonly XmlElement[] {
  const { 'digital-source-type': _, ...facts } = provenanceOf(item)
  return Object.entries(facts).map(([fact, value]) => element('contentMetaExtProperty', { rel: `depesche:${fact}`, value }))
}

function identifiers({ altIds }: Item): readonly XmlElement[] {
  const ids = Object.entries(altIds).filter(([role]) => role === 'depesche-id' || role.startsWith('provider-'))
  return ids.map(([role, id]) => element('altId', { type: `depesche:${role}` }, [id]))
}

/** What the content is and where it comes from (NewsML-G2, contentMeta), in the order of ContentMetadataAfDType. */
export function contentMeta(item: Item, provider: string): XmlElement {
  const others = item.provider === undefined || item.provider === provider ? [] : [item.provider]
  return element('contentMeta', {}, [
    textElement('urgency', item.urgency?.toString()),
    element('contentCreated', {}, [item.contentCreated]),
    element('digitalSourceType', { uri: item.sourceType.uri }, [name(item.sourceType.name)]),
    item.located === undefined ? undefined : party('located', item.located),
    ...item.places.map((place) => coded('located', place)),
    ...item.sources.map((source) => party('infoSource', source, { role: 'depesche:source' })),
    ...others.map((other) => party('infoSource', other, { role: 'depesche:provider' })),
    ...identifiers(item),
    element('language', { tag: item.language }),
    ...item.genres.map((genre) => element('genre', { literal: oneLine(genre) }, [name(genre)])),
    ...item.subjects.map((subject) => coded('subject', subject)),
    textElement('slugline', oneLine(item.slugline)),
    ...headlines(item),
    textElement('dateline', item.located),
    textElement('by', item.by),
    textElement('creditline', oneLine(item.credit)),
    textElement('description', item.label, { role: 'depesche:machine-translation-label' }),
    ...extensions(item),
  ])
}

/** The body as XHTML, the markup that our reader and the agency's own items have (NewsML-G2, contentSet/inlineXML). */
export function contentSet(item: Item): XmlElement {
  const html = element('html', { xmlns: 'http://www.w3.org/1999/xhtml', 'xml:lang': item.language }, [
    element('head', {}, [element('title', {}, [titleOf(item)])]),
    element('body', {}, htmlTree(item.html).map(xhtml)),
  ])
  const counts = { charcount: item.characters, wordcount: item.words }
  const made = item.translated === undefined ? {} : { generator: item.translated.label, generated: item.translated.at }
  return element('contentSet', {}, [element('inlineXML', { ...made, contenttype: 'application/xhtml+xml', ...counts }, [html])])
}

/** The lede is `class="lead"` there, as the agency marks it. */
function xhtml(node: HtmlNode): XmlNode {
  if (typeof node === 'string') return node
  return element(node.tag, { class: node.lede ? 'lead' : undefined, href: node.href }, node.children.map(xhtml))
}
