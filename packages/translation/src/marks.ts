import type { Mark, Note, Span } from '@depesche/article/model'
import type { Segment, Translated } from './engine.ts'
import { realMarks, wishIn } from './term-mark.ts'

/** A run of text and the number of its marks in the table; 0: none of its own. */
export interface Run {
  readonly text: string
  readonly id: number
}

/** A segment with its markup as numbers: the form in which engines carry it. */
export interface Numbered {
  /** marks that the whole segment stands under: no engine needs to see them */
  readonly outer: readonly Mark[]
  readonly runs: readonly Run[]
  /** `table[id - 1]` are the marks inside `outer` */
  readonly table: readonly (readonly Mark[])[]
}

/** Numbers each distinct list of marks; neighbours under the same marks become one run. */
export function numbered(segment: Segment): Numbered {
  const lists = segment.filter((span) => span.text !== '').map((span) => span.marks ?? [])
  const outer = lists.reduce(commonStart, lists[0] ?? [])
  const table: (readonly Mark[])[] = []
  const keys: string[] = []
  const runs = segment.map(({ text, marks = [] }) => {
    const own = marks.slice(outer.length)
    if (own.length === 0) return { text, id: 0 }
    const key = JSON.stringify(own)
    if (!keys.includes(key)) table.push(own) && keys.push(key)
    return { text, id: keys.indexOf(key) + 1 }
  })
  return { outer, runs: joined(runs), table }
}

/** Neighbours with the same number in one run; empty runs go. */
export function joined(runs: readonly Run[]): readonly Run[] {
  const out: Run[] = []
  for (const run of runs) {
    const last = out.at(-1)
    if (last?.id === run.id) out[out.length - 1] = { text: last.text + run.text, id: run.id }
    else if (run.text !== '') out.push(run)
  }
  return out
}

/**
 * Spans of what an engine gave back. Every list of marks that stood on text in the source stands on text again; where the
 * engine lost it, a lone link spans the whole segment (`markup-widened`: the address must not be lost) and anything else
 * is taken off (`markup-dropped`: half a paragraph in italics says something nobody wrote). Both are Notes of level `check`.
 * `runs` undefined: the engine's markup made no sense; then `text` is kept and all marks count as lost. A term mark that is lost is
 * nobody's loss: the guard looks for the glossary's words in any case.
 */
export function placed(source: Numbered, runs: readonly Run[] | undefined, text = ''): Translated {
  const clean = joined(runs ?? [{ text, id: 0 }])
  const spans = clean.map(({ text, id }) => span(text, [...source.outer, ...(source.table[id - 1] ?? [])]))
  const real = (id: number) => realMarks(source.table[id - 1])
  const there = new Set([...idsOnText(clean)].map((id) => JSON.stringify(real(id))))
  const lost = [...idsOnText(source.runs)].map(real).flatMap((marks) => (there.has(JSON.stringify(marks)) ? [] : marks))
  if (lost.length === 0) return { spans, notes: [] }
  return recovered(spans, lost)
}

function recovered(spans: readonly Span[], lost: readonly Mark[]): Translated {
  const links = new Map(lost.filter((mark) => mark.kind === 'link').map((mark) => [mark.href, mark]))
  const [link] = links.values()
  const free = !spans.some((span) => span.marks?.some((mark) => mark.kind === 'link' && wishIn(mark) === undefined))
  const widened = links.size === 1 && free && link ? link : undefined
  const dropped = [...new Set(lost.filter((mark) => mark.kind !== 'link' || mark.href !== widened?.href).map(named))]
  const notes = [...(widened ? [widening(widened.href)] : []), ...(dropped.length > 0 ? [dropping(dropped)] : [])]
  return { spans: widened ? spans.map(({ text, marks = [] }) => span(text, [widened, ...marks])) : spans, notes }
}

const widening = (href: string): Note => ({
  rule: 'markup-widened',
  level: 'check',
  reason: 'the engine did not say which words the link belongs to: it now spans the whole passage',
  place: {},
  text: href,
})

const dropping = (marks: readonly string[]): Note => ({
  rule: 'markup-dropped',
  level: 'check',
  reason: 'the engine did not say which words this markup belongs to: the words are kept, the markup is taken off',
  place: {},
  text: marks.join(', '),
})

const named = (mark: Mark) => (mark.kind === 'link' ? `link to ${mark.href}` : mark.kind)

function idsOnText(runs: readonly Run[]): ReadonlySet<number> {
  return new Set(runs.filter((run) => run.id > 0 && run.text.trim() !== '').map((run) => run.id))
}

const span = (text: string, marks: readonly Mark[]): Span => (marks.length === 0 ? { text } : { text, marks })

function commonStart(a: readonly Mark[], b: readonly Mark[]): readonly Mark[] {
  const until = a.findIndex((mark, i) => JSON.stringify(mark) !== JSON.stringify(b[i]))
  return until < 0 ? a : a.slice(0, until)
}
