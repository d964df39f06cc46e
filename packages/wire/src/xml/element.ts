/** A parsed element: as much of a tree as a reader needs. Children are found by name, never by position. */
export interface Element {
  /** local name, without prefix */
  readonly name: string
  readonly namespace: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (Element | string)[]
  /** 1-based line of the decoded source */
  readonly line: number
}

/** The child elements, or those of a name. */
export function elements(parent: Element | undefined, name?: string): readonly Element[] {
  return (parent?.children ?? []).filter((child) => typeof child !== 'string').filter((child) => name === undefined || child.name === name)
}

/** The first element down a path of names. */
export function at(parent: Element | undefined, ...path: readonly string[]): Element | undefined {
  return path.reduce<Element | undefined>((element, name) => elements(element, name)[0], parent)
}

/** Every element of a name below a parent, in document order. */
export function below(parent: Element | undefined, name: string): readonly Element[] {
  return elements(parent).flatMap((child) => (child.name === name ? [child] : below(child, name)))
}

/** All text below an element, as it stands. */
export function rawText(element: Element | undefined): string {
  return (element?.children ?? []).map((child) => (typeof child === 'string' ? child : rawText(child))).join('')
}

/** All text below an element, white space folded; `undefined` if there is none. */
export function textOf(element: Element | undefined): string | undefined {
  return rawText(element).replaceAll(/\s+/g, ' ').trim() || undefined
}

/** An attribute, trimmed; `undefined` if it is absent or blank. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attributes[name]?.trim() || undefined
}
