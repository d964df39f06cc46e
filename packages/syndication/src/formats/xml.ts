/** An element to be written. Names are literals of ours; everything else may be any text at all. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Attributes
  readonly children: readonly XmlNode[]
}
export type XmlNode = XmlElement | string
/** An attribute without a value is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/

/**
 * An element with its attributes and children; children that are not there are left out.
 *
 * @throws Error for a name that is no XML name: it is a mistake of the writer, never of a text
 */
export function element(name: string, attributes: Attributes = {}, children: readonly (XmlNode | undefined)[] = []): XmlElement {
  const wrong = [name, ...Object.keys(attributes)].find((each) => !NAME.test(each))
  if (wrong !== undefined) throw new Error(`“${wrong}” is no XML name`)
  return { name, attributes, children: children.filter((child) => child !== undefined) }
}

/** An element of text alone, or none where there is no text. */
export function textElement(name: string, text: string | undefined, attributes: Attributes = {}): XmlElement | undefined {
  return text === undefined ? undefined : element(name, attributes, [text])
}

/** A whole document, in UTF-8 as its declaration says. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`
}

function written(node: XmlNode): string {
  if (typeof node === 'string') return escapeText(node)
  const opening = Object.entries(node.attributes).reduce(
    (tag, [name, value]) => (value === undefined ? tag : `${tag} ${name}="${escapeAttribute(String(value))}"`),
    `<${node.name}`,
  )
  return node.children.length === 0 ? `${opening}/>` : `${opening}>${node.children.map(written).join('')}</${node.name}>`
}

/** Half a surrogate pair and the characters outside of `Char` (XML 1.0, section 2.2) become U+FFFD. */
export function xmlCharacters(text: string): string {
  return text.toWellFormed().replaceAll(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}
const escaped = (text: string, characters: RegExp) => xmlCharacters(text).replaceAll(characters, (each) => REFERENCES[each] ?? each)
/** `>` so that `]]>` cannot stand there (section 2.4), the carriage return because a parser makes it a line end (2.11). */
const escapeText = (text: string) => escaped(text, /[&<>\r]/g)
/** White space in attributes is made spaces by a parser, unless it is written by number (3.3.3). */
const escapeAttribute = (text: string) => escaped(text, /[&<>"\t\n\r]/g)
