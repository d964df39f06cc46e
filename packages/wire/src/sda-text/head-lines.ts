import type { Note } from '@depesche/article/model'
import { check } from '../draft.ts'
import { type Copy, type Cut, cut, type Line, linesOf } from '../text/piece.ts'

export interface HeadLines {
  readonly copy: Copy
  readonly headline: string
  readonly slugs: readonly string[]
  readonly notes: readonly Note[]
}

/**
 * The lines above the story: slug lines, the last with a colon, then the headline up to ` =`. The sign is not text. Without it
 * (a re-saved copy) the headline ends at the blank line, with a Note.
 */
export function headLines(copy: Copy): HeadLines {
  const lines = linesOf(copy)
  const first = lines.findIndex(({ state }) => state === 'text')
  const gap = lines.findIndex(({ state }, index) => index > first && state === 'blank')
  const head = lines.slice(first, gap < 0 ? first + 1 : gap)
  const end = slugEnd(head)
  const slugLines = head.slice(0, end).filter(({ state }) => state === 'text')
  const titleLines = head.slice(end).filter(({ state }) => state === 'text')
  const equals = titleLines.findIndex(({ text }) => /(?:^|\s)=\s*$/.test(text))
  const used = equals < 0 ? titleLines : titleLines.slice(0, equals + 1)
  const taken = [...slugLines.map((line) => takenAs(line, 'slugline')), ...used.map((line) => takenAs(line, 'headline'))]
  const notes =
    equals < 0 && titleLines.length > 0
      ? [
          check('headline-end', 'The headline does not end with “=”; it was read up to the blank line.', {
            part: 'headline',
            line: titleLines[0]!.number,
          }),
        ]
      : []
  const headline = used
    .map(({ text }) => text.trim())
    .join(' ')
    .replace(/=$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const slugs = slugLines.map(({ text }) => text.trim().replace(/:$/, '').trimEnd())
  return { copy: { ...cut(copy, taken), notes: copy.notes }, headline, slugs, notes }
}

/**
 * The slug lines end with a colon, or where an editor's line was taken off that stood above the headline. Where that line was the
 * headline itself (a kill notice), nothing else is.
 */
function slugEnd(head: readonly Line[]): number {
  const last = head.findLastIndex(({ state }) => state === 'text')
  if (last < head.length - 1 && endsSlugs(head[last]!)) return head.length
  return head.slice(0, last).findLastIndex(endsSlugs) + 1
}

function endsSlugs({ text, state }: Line): boolean {
  return state === 'gone' || /:\s*$/.test(text)
}

function takenAs(line: Line, part: string): Cut {
  return { line: line.number, fate: 'taken', part, rule: part, reason: '' }
}
