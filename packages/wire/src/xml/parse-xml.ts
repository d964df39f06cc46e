import { Rejected } from '@depesche/article/model'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import type { Element } from './element.ts'

const MAX_DEPTH = 100
const MAX_ELEMENTS = 50_000
const MAX_ATTRIBUTE = 64 * 1024

type Open = Element & { readonly children: (Element | string)[] }

/**
 * Parses an XML document into a tree. saxes reads a DOCTYPE and its subset as one string and knows only the five entities of
 * XML itself: nothing is declared, expanded, fetched or validated. Depth, element count and attribute length are bounded;
 * the length is bounded by the upload's.
 *
 * @throws Rejected with the line, for anything that is not well-formed or too large
 */
export function parseXml(text: string): Element {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Open[] = []
  let top: Open | undefined
  let root: Element | undefined
  let count = 0
  const fail = (rule: string, message: string, remedy: string): never => {
    throw new Rejected(rule, message, remedy, parser.line)
  }
  parser.on('error', (error) => {
    const reason = error.message.replace(/^\d+:\d+: /, '')
    if (/entity/.test(reason))
      fail(
        'xml-entity',
        `The XML uses an entity that it does not define itself (line ${parser.line}: ${reason}).`,
        'Send the character itself, or its number (&#8211;).',
      )
    fail('xml-broken', `The XML is broken or cut off (line ${parser.line}: ${reason}).`, 'Send the file again as the source wrote it.')
  })
  parser.on('opentag', (tag) => {
    count++
    if (open.length >= MAX_DEPTH)
      fail('xml-too-deep', `Elements are nested more than ${MAX_DEPTH} deep.`, 'Send the file as the source wrote it.')
    if (count > MAX_ELEMENTS) fail('xml-too-many', `The XML has more than ${MAX_ELEMENTS} elements.`, 'Send one article per file.')
    const element = elementOf(tag, parser.line, fail)
    top?.children.push(element)
    root ??= element
    open.push(element)
    top = element
  })
  const addText = (piece: string) => void top?.children.push(piece)
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    open.pop()
    top = open.at(-1)
  })
  parser.write(text).close()
  return root ?? fail('xml-broken', 'The XML has no root element.', 'Send the file again as the source wrote it.')
}

function elementOf(tag: SaxesTagNS, line: number, fail: (rule: string, message: string, remedy: string) => never): Open {
  const attributes: Record<string, string> = {}
  for (const name in tag.attributes) {
    const { value } = tag.attributes[name]!
    if (value.length > MAX_ATTRIBUTE)
      fail('xml-attribute-too-long', `The attribute “${name.slice(0, 40)}” is too long.`, 'Send the file as the source wrote it.')
    if (name === '__proto__') Object.defineProperty(attributes, name, { value, enumerable: true })
    else attributes[name] = value
  }
  return { name: tag.local, namespace: tag.uri, attributes, children: [], line }
}
