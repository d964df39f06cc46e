import type { Reference } from '../time/resolve-moment.ts'
import { type Notice, noticeIn } from './notices.ts'
import { type Copy, type Cut, cut, type Line, linesOf, type TextFacts } from './piece.ts'

const TOP = 6
const MOST = 40

/** Takes the editor's lines off the text and makes facts of them; their own Notes say what they mean. */
export function takeNotices(copy: Copy, reference: Reference): Copy {
  const lines = linesOf(copy)
  const texts = lines.filter(({ state, text }) => state === 'text' && text.length <= 400)
  const order = new Map(lines.filter(({ state }) => state === 'text').map(({ number }, index) => [number, index]))
  const found = texts.flatMap((line) => {
    const index = order.get(line.number) ?? 0
    const notice = noticeIn(line.text, { reference, top: index < TOP, isHeadline: index < TOP && beforeParagraph(lines, line) })
    return notice ? [{ line, notice }] : []
  })
  const used = found.slice(0, MOST)
  const cuts = used.flatMap(({ line, notice }) => cutOf(line, notice))
  const facts = used.reduce((all, { notice }) => merge(all, notice.facts), copy.facts)
  const after = cut(copy, cuts, facts)
  // a notice's own Note says more than that it was taken off
  const notes = used.flatMap(({ line, notice }) => notice.notes.map((note) => ({ ...note, place: { line: line.number, ...note.place } })))
  return { ...after, notes: [...copy.notes, ...notes] }
}

function cutOf(line: Line, { prefix, part }: Notice): readonly Cut[] {
  if (prefix === 0) return []
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

/** The next line with text is a paragraph: long, or wrapped over several lines. */
function beforeParagraph(lines: readonly Line[], line: Line): boolean {
  const at = lines.findIndex(({ number }) => number === line.number)
  const next = lines.slice(at + 1, at + 6).findIndex(({ state }) => state === 'text')
  const text = lines[at + 1 + next]?.text.trim() ?? ''
  return next >= 0 && (text.length > 100 || lines[at + 2 + next]?.state === 'text')
}
