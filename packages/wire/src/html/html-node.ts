/** A node of a parsed HTML fragment: as much of it as a reader needs. */
export interface HtmlElement {
  /** lower case */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly HtmlNode[]
}

/** An element, or text with its character references decoded. */
export type HtmlNode = HtmlElement | string

/** All text below a node as it stands; nodes are bounded in depth when they are parsed. */
export function rawTextOf(node: HtmlNode): string {
  return typeof node === 'string' ? node : node.children.map(rawTextOf).join('')
}

/** True for an element, of one of these names if any are given. */
export function isElement<N extends string>(node: HtmlNode, ...names: readonly N[]): node is HtmlElement & { readonly name: N } {
  return typeof node !== 'string' && (names.length === 0 || names.includes(node.name as N))
}

/** True if one of these elements stands anywhere below. */
export function holds(element: HtmlElement, ...names: readonly string[]): boolean {
  return element.children.some((child) => isElement(child) && (names.includes(child.name) || holds(child, ...names)))
}

/** The beginning of the text below a node: enough for a Note about words that stay in the text. */
export function beginningOf(node: HtmlNode, most = 300): string {
  let text = ''
  const walk = (one: HtmlNode): void => {
    if (text.length >= most) return
    if (typeof one === 'string') text += one.slice(0, most)
    else one.children.forEach(walk)
  }
  walk(node)
  return text.slice(0, most).trim()
}

/** An attribute, trimmed, on one line; `undefined` if it is absent or blank. */
export function attributeOf({ attributes }: HtmlElement, name: string): string | undefined {
  return attributes.get(name)?.replaceAll(/\s+/g, ' ').trim() || undefined
}
