import { lineOf } from '../../nitf/line.ts'
import { cleanDecoded } from '../../text/clean-characters.ts'
import type { Element } from '../../xml/element.ts'

/** The text of an element on one line, its characters made plain; between two elements stands a space. */
export function lineIn(element: Element): string | undefined {
  const line = lineOf(element)
  return line === undefined ? undefined : cleanDecoded(line).text.trim() || undefined
}
