import type { Note } from '@depesche/article/model'
import { check } from '../draft.ts'

const OPENINGS = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
  ['<?', '?>'],
] as const
const NEXT = /&|<!\[CDATA\[|<!--|<\?/g
const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z_][\w.-]{0,60});/iy

/**
 * Escapes ampersands that begin no reference (`?a=1&b=2` in an address, as dpa's NITF has it): XML forbids them, and a parser reads on to
 * the next semicolon. CDATA sections, comments and processing instructions stay as they are. One pass over the text.
 */
export function escapeBareAmpersands(text: string): { readonly text: string; readonly notes: readonly Note[] } {
  const parts: string[] = []
  let [from, count] = [0, 0]
  NEXT.lastIndex = 0
  for (let match = NEXT.exec(text); match !== null; match = NEXT.exec(text)) {
    const end = OPENINGS.find(([opening]) => opening === match[0])?.[1]
    const closed = end === undefined ? match.index : text.indexOf(end, match.index)
    if (closed === -1) break
    if (end !== undefined) NEXT.lastIndex = closed + end.length
    else if (!isReference(text, match.index)) {
      parts.push(text.slice(from, match.index), '&amp;')
      from = match.index + 1
      count++
    }
  }
  if (count === 0) return { text, notes: [] }
  const reason = `${count} ampersands stood in the XML as themselves, which it forbids; they were read as ampersands.`
  return { text: parts.join('') + text.slice(from), notes: [check('bare-ampersands', reason)] }
}

function isReference(text: string, at: number): boolean {
  REFERENCE.lastIndex = at
  return REFERENCE.test(text)
}
