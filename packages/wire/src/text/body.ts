import { type Block, type Note, spansOf } from '@depesche/article/model'
import { check } from '../draft.ts'
import { endsSentence, type Group, isWrapped, splitByIndent, wrapWidth } from './groups.ts'
import { joined } from './head.ts'
import { runsOf, shapedBlock } from './shapes.ts'

interface Body {
  readonly blocks: readonly Block[]
  readonly notes: readonly Note[]
}

interface Draft {
  readonly block: Block
  readonly line: number
  /** the text of a line that may be a crosshead */
  readonly short: string | undefined
}

/**
 * The blocks of a story. A short line without a stop between two paragraphs is a crosshead; elsewhere it stays a paragraph,
 * with a Note. `wrapped`: the format says that every group is one paragraph; `lines`: that every line is.
 */
export function bodyOf(groups: readonly Group[], wrapped: boolean | 'lines' = false): Body {
  const width = wrapWidth(groups)
  const drafts = groups.flatMap((group) => draftsOf(group, (lines) => wrapped === true || (wrapped === false && isWrapped(lines, width))))
  const crossheads = drafts.map((_, index) => isBetween(drafts, index))
  const blocks = drafts.map(
    ({ block, short }, index): Block => (short !== undefined && crossheads[index] ? { kind: 'crosshead', spans: spansOf(short) } : block),
  )
  const notes = drafts.flatMap(({ short, line }, index) =>
    short === undefined || crossheads[index] ? [] : [shortLine(line, index, short, index === drafts.length - 1)],
  )
  return { blocks, notes }
}

function draftsOf(group: Group, isOne: (lines: Group) => boolean): readonly Draft[] {
  return runsOf(group).flatMap(({ shape, lines }): readonly Draft[] => {
    if (shape !== 'text') return [{ block: shapedBlock(shape, lines), line: lines[0]!.number, short: undefined }]
    const parts = isOne(lines) ? splitByIndent(lines) : lines.map((line) => [line])
    return parts.map((part) => paragraph(part))
  })
}

function paragraph(lines: Group): Draft {
  const text = joined(lines)
  const short = lines.length === 1 && isShort(text) ? text : undefined
  return { block: { kind: 'paragraph', spans: spansOf(text) }, line: lines[0]!.number, short }
}

/** Between two blocks that are no short lines themselves; a list or table may follow. */
function isBetween(drafts: readonly Draft[], index: number): boolean {
  const [before, after] = [drafts[index - 1], drafts[index + 1]]
  return before !== undefined && after !== undefined && before.short === undefined && after.short === undefined
}

/** At most ten words, a capital first, no stop; a whole quotation may be one. */
function isShort(text: string): boolean {
  const bare = /^[«"“„].*[»"”“]$/.test(text) ? text.slice(1, -1) : text
  return (
    bare.length <= 80 && bare.split(' ').length <= 10 && !endsSentence(bare) && !/[,;»"”)]$/.test(bare) && /^[\p{Lu}\d«"“„]/u.test(text)
  )
}

function shortLine(line: number, block: number, text: string, isLast: boolean): Note {
  const reason = isLast
    ? 'The text ends with a short line without a stop: is it part of the story?'
    : 'A short line without a stop stayed as a paragraph: is it part of the story?'
  return check('short-line', reason, { line, block }, text)
}
