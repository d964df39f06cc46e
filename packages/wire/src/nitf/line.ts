import { type Element, oneLine } from '../xml/element.ts'

/**
 * The text of a line that is made of elements (`<byline>Von <person>A. B.</person><byttl>dpa</byttl></byline>`), white space folded: where
 * nothing stands between two elements, a space does.
 */
export function lineOf(element: Element): string | undefined {
  const parts: string[] = []
  for (const child of element.children) {
    const part = typeof child === 'string' ? child : (lineOf(child) ?? '')
    // `slice`: a pattern that looks for the end of a long text goes through all of it
    if (/[\p{L}\p{N}]$/u.test((parts.at(-1) ?? '').slice(-2)) && /^[\p{L}\p{N}]/u.test(part)) parts.push(' ')
    if (part !== '') parts.push(part)
  }
  return oneLine(parts.join(''))
}
