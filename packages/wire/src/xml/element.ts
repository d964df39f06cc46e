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
  const found: Element[] = []
  for (const child of parent?.children ?? [])
    if (typeof child !== 'string' && (name === undefined || child.name === name)) found.push(child)
  return found
}

/** The first element down a path of names. */
export function at(parent: Element | undefined, ...path: readonly string[]): Element | undefined {
  let found = parent
  for (const name of path) found = found?.children.find((child): child is Element => typeof child !== 'string' && child.name === name)
  return found
}

/** Every element of a name below a parent, in document order. */
export function below(parent: Element | undefined, name: string): readonly Element[] {
  const found: Element[] = []
  const walk = (element: Element): void => {
    for (const child of element.children)
      if (typeof child === 'string') continue
      else if (child.name === name) found.push(child)
      else walk(child)
  }
  if (parent) walk(parent)
  return found
}

/** All text below an element, as it stands. */
export function rawText(element: Element | undefined): string {
  let text = ''
  for (const child of element?.children ?? []) text += typeof child === 'string' ? child : rawText(child)
  return text
}

/** All text below an element, white space folded; `undefined` if there is none. */
export function textOf(element: Element | undefined): string | undefined {
  return oneLine(rawText(element))
}

/** An attribute, trimmed; `undefined` if it is absent or blank. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  const value = element?.attributes[name]
  return value === undefined ? undefined : CONTROLS.test(value) ? oneLine(value) : value.trim() || undefined
}

/** XML has these for text; nobody who reads it does. */
const CONTROLS = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/

/** A text on one line: white space folded, and control characters, which XML has some of, with it; `undefined` if nothing is left. */
export function oneLine(text: string): string | undefined {
  return text.replaceAll(/[\s\x00-\x1f\x7f-\x9f]+/g, ' ').trim() || undefined
}
