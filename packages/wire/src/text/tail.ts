import { datelineIn } from './dateline.ts'
import { endsSentence } from './groups.ts'
import { type Copy, type Cut, cut, type Line, linesOf } from './piece.ts'
import { findSignOff } from './sign-off.ts'

const STORY = 120

/**
 * What follows the sign-off is the page, not the story: names, menus, lists. A paragraph that looks like story keeps
 * itself and all that stands before it, with a Note.
 */
export function sweepTail(copy: Copy): Copy {
  const lines = linesOf(copy)
  const signOff = findSignOff(lines)
  if (!signOff) return copy
  const after = lines.filter(({ number, state }) => state === 'text' && number > signOff.line.number)
  const last = after.findLastIndex(looksLikeStory)
  const swept = after.slice(last + 1).map((line): Cut => {
    return {
      line: line.number,
      fate: 'dropped',
      rule: 'residue-after-sign-off',
      reason: 'It stands after the agency’s sign-off, where the story ends.',
    }
  })
  const done = cut(copy, swept)
  if (last < 0) return done
  const reason = 'Text stands after the agency’s sign-off and looks like story; it stayed. Is it part of it?'
  return {
    ...done,
    notes: [
      ...done.notes,
      { rule: 'text-after-sign-off', level: 'check', reason, place: { line: after[0]!.number }, text: after[0]!.text.trim() },
    ],
  }
}

function looksLikeStory({ text }: Line): boolean {
  const trimmed = text.trim()
  return (trimmed.length >= STORY && endsSentence(trimmed)) || datelineIn(trimmed) !== undefined
}
