import type { Reference } from '../time/resolve-moment.ts'
import { type Group, groupsOf, isWrapped, runsOnBelow } from './groups.ts'
import { joined } from './head.ts'
import { type EditorsLine, noticeIn, paragraphNoticeIn } from './notices.ts'
import { type Copy, type Cut, cut, type Line, linesOf, type TextFacts } from './piece.ts'

const TOP = 6
const MOST = 40
const LONGEST = 400
const FULL = 50
const PARAGRAPHS = 100

interface Found {
  readonly lines: readonly Line[]
  readonly notice: EditorsLine
}

/** Takes the editor's lines off the text and makes facts of them; their own Notes say what they mean. */
export function takeNotices(copy: Copy, reference: Reference): Copy {
  const lines = linesOf(copy)
  const single = inLines(lines, reference)
  const paragraphs = inParagraphs(lines, reference, new Map(single.map(({ lines: [line], notice }) => [line!.number, notice])))
  const taken = new Set(paragraphs.flatMap((found) => found.lines.map(({ number }) => number)))
  const left = single.filter((found) => !taken.has(found.lines[0]!.number))
  const used = [...paragraphs, ...left].sort((a, b) => a.lines[0]!.number - b.lines[0]!.number).slice(0, MOST)
  const cuts = used.flatMap(({ lines: all, notice }) => all.flatMap((line) => cutOf(line, notice)))
  const facts = used.reduce((all, { notice }) => merge(all, notice.facts), copy.facts)
  const after = cut(copy, cuts, facts)
  // a notice's own Note says more than that it was taken off
  const notes = used.flatMap(({ lines: [line], notice }) =>
    notice.notes.map((note) => ({ ...note, place: { line: line!.number, ...note.place } })),
  )
  return { ...after, notes: [...copy.notes, ...notes] }
}

function inLines(lines: readonly Line[], reference: Reference): readonly Found[] {
  const texts = lines.filter(({ state }) => state === 'text')
  return texts.flatMap((line, index) => {
    if (line.text.length > LONGEST) return []
    const top = index < TOP
    const notice = noticeIn(line.text, { reference, top, isHeadline: top && isHeadline(lines, line) })
    return notice ? [{ lines: [line], notice }] : []
  })
}

/** A notice may be wrapped over lines, or be a long line: then no line of its own says all of it. */
function inParagraphs(lines: readonly Line[], reference: Reference, found: ReadonlyMap<number, EditorsLine>): readonly Found[] {
  return groupsOf(lines)
    .slice(0, PARAGRAPHS)
    .flatMap((group, index) => {
      if (!isOne(group, found)) return []
      const notice = paragraphNoticeIn(joined(group), { reference, top: index < TOP, isHeadline: false })
      const text = group.map((line) => line.text.trim()).join('\n')
      return notice ? [{ lines: group, notice: { ...notice, notes: notice.notes.map((note) => ({ ...note, text })) } }] : []
    })
}

/** A line that is a notice alone and ends before the next is none of a paragraph; the story may stand below it. */
function isOne(group: Group, found: ReadonlyMap<number, EditorsLine>): boolean {
  if (group.length === 1) return group[0]!.text.length > LONGEST
  const [first, ...others] = group.map(({ number }) => found.get(number))
  if (!isWrapped(group) || others.some((notice) => notice !== undefined)) return false
  return first === undefined || (first.prefix === undefined && first.suffix === undefined && runsOnBelow(group))
}

function cutOf(line: Line, { prefix, suffix, part }: EditorsLine): readonly Cut[] {
  if (prefix === 0) return []
  if (suffix !== undefined) return [{ line: line.number, fate: 'taken', part, rule: 'notice', reason: '', from: 'end', length: suffix }]
  const range = prefix === undefined ? {} : { from: 'start' as const, length: prefix }
  return [{ line: line.number, fate: 'taken', part, rule: 'notice', reason: '', ...range }]
}

/** Two embargoes: the unreadable one holds, else the later. A kill outweighs a correction. */
function merge(all: TextFacts, facts: Partial<TextFacts>): TextFacts {
  const embargoes = [all.embargo, facts.embargo].filter((one) => one !== undefined)
  const embargo =
    embargoes.find((one) => 'unreadable' in one) ??
    embargoes.toSorted((a, b) => ('until' in a && 'until' in b ? b.until.localeCompare(a.until) : 0))[0]
  const instruction = all.instruction === 'stop' ? 'stop' : (facts.instruction ?? all.instruction)
  const ednotes = [...all.ednotes, ...(facts.ednotes ?? [])]
  return { ...all, ...facts, ednotes, ...(embargo && { embargo }), ...(instruction && { instruction }) }
}

/** A headline goes up to the sign of the text wire, or stands above a paragraph: a long line, or one that is wrapped. */
function isHeadline(lines: readonly Line[], line: Line): boolean {
  const at = lines.findIndex(({ number }) => number === line.number)
  const block = lines.slice(at, at + 3)
  const end = block.findIndex(({ state }) => state !== 'text')
  if (block.slice(0, end < 0 ? block.length : end).some(({ text }) => /\s=\s*$/.test(text))) return true
  return isParagraph(lines, at + (isWrappedTitle(block) ? 2 : 1))
}

/** A title of two lines, the first of them full. */
function isWrappedTitle([first, second, third]: readonly Line[]): boolean {
  if (first === undefined || second?.state !== 'text' || third?.state !== 'blank') return false
  return first.text.trim().length >= FULL && runsOnBelow([first, second])
}

/** The next line with text is a paragraph: long, or wrapped over several lines. */
function isParagraph(lines: readonly Line[], from: number): boolean {
  const next = lines.slice(from, from + 5).findIndex(({ state }) => state === 'text')
  const text = lines[from + next]?.text.trim() ?? ''
  return next >= 0 && (text.length > 100 || lines[from + next + 1]?.state === 'text')
}
