import type { Draft, Level, Note, Place } from '@depesche/article/model'

/**
 * The trace of a text. Every character of the cleaned source stands in exactly one piece, in order: kept for the article,
 * dropped (a Note has its text), or taken off as a fact (`part` names the fact). So it can be checked that no word is lost.
 */
export interface Piece {
  /** 1-based line of the decoded source */
  readonly line: number
  readonly text: string
  readonly fate: 'kept' | 'dropped' | 'taken'
  readonly part?: string
}

/** Facts that stand in a plain text as words. */
export type TextFacts = Partial<
  Pick<Draft, 'byline' | 'credit' | 'dateline' | 'embargo' | 'instruction' | 'machineMade' | 'test' | 'urgency'>
> &
  Pick<Draft, 'authors' | 'ednotes' | 'sources'>

/** A text on its way through the stages of normalizing. */
export interface Copy {
  readonly pieces: readonly Piece[]
  readonly notes: readonly Note[]
  readonly facts: TextFacts
}

/** What a stage decides about a line: all of it, or so many characters of its beginning or end. */
export interface Cut {
  readonly line: number
  readonly fate: 'dropped' | 'taken'
  readonly from?: 'start' | 'end'
  readonly length?: number
  readonly part?: string
  readonly rule: string
  readonly reason: string
  readonly level?: Level
}

/** A line as the stages see it: what is kept of it. `gone`: something stood there and was cut. */
export interface Line {
  readonly number: number
  readonly text: string
  readonly state: 'text' | 'blank' | 'gone'
}

const NO_FACTS: TextFacts = { authors: [], ednotes: [], sources: [] }

/** A copy of the whole text, every line kept. `first` is the number of its first line. */
export function copyOf(text: string, first = 1): Copy {
  const pieces = text.split('\n').map((line, index): Piece => ({ line: first + index, text: line, fate: 'kept' }))
  return { pieces, notes: [], facts: NO_FACTS }
}

/** The lines of a copy, in order. */
export function linesOf({ pieces }: Copy): readonly Line[] {
  const lines: Line[] = []
  for (const { line, text, fate } of pieces) {
    const before = lines.at(-1)
    const kept = fate === 'kept' ? text : ''
    const cut = fate !== 'kept' && text.trim() !== ''
    if (before?.number !== line) lines.push({ number: line, text: kept, state: cut ? 'gone' : 'blank' })
    else lines[lines.length - 1] = { number: line, text: before.text + kept, state: cut ? 'gone' : before.state }
  }
  return lines.map((line) => (line.text.trim() === '' ? line : { ...line, state: 'text' as const }))
}

/** Carries the cuts out, in one pass, and writes a Note for each run of lines that one rule cut. */
export function cut(copy: Copy, cuts: readonly Cut[], facts: Partial<TextFacts> = {}): Copy {
  if (cuts.length === 0) return { ...copy, facts: { ...copy.facts, ...facts } }
  const byLine = Map.groupBy(cuts, ({ line }) => line)
  const pieces = [...Map.groupBy(copy.pieces, ({ line }) => line)].flatMap(([line, ofLine]) =>
    (byLine.get(line) ?? []).reduce<readonly Piece[]>(cutLine, ofLine),
  )
  return { pieces, notes: [...copy.notes, ...notesOf(copy, cuts)], facts: { ...copy.facts, ...facts } }
}

function cutLine(pieces: readonly Piece[], { from, length, fate, part }: Cut): readonly Piece[] {
  const mark = { fate, ...(part !== undefined && { part }) }
  if (from === undefined || length === undefined) return pieces.map((piece) => (piece.fate === 'kept' ? { ...piece, ...mark } : piece))
  let left = length
  const order = from === 'start' ? pieces : pieces.toReversed()
  const done = order.map((piece): readonly Piece[] => {
    if (piece.fate !== 'kept' || left <= 0) return [piece]
    const size = Math.min(left, piece.text.length)
    left -= size
    const at = from === 'start' ? size : piece.text.length - size
    const [head, tail] = [piece.text.slice(0, at), piece.text.slice(at)]
    const halves =
      from === 'start'
        ? [
            { ...piece, text: head, ...mark },
            { ...piece, text: tail },
          ]
        : [
            { ...piece, text: head },
            { ...piece, text: tail, ...mark },
          ]
    return halves.filter(({ text }) => text !== '')
  })
  return (from === 'start' ? done : done.toReversed()).flat()
}

function notesOf(copy: Copy, cuts: readonly Cut[]): readonly Note[] {
  const lines = new Map(linesOf(copy).map((line) => [line.number, line]))
  const notes: { cut: Cut; last: number; texts: string[] }[] = []
  for (const one of cuts) {
    const full = (lines.get(one.line)?.text ?? '').trimEnd()
    const text = (one.length === undefined ? full : one.from === 'start' ? full.slice(0, one.length) : full.slice(-one.length)).trim()
    const before = notes.at(-1)
    const same =
      before?.cut.rule === one.rule &&
      one.fate === 'dropped' &&
      before.cut.from === undefined &&
      one.from === undefined &&
      isOneRun(lines, before.last, one.line)
    if (same) {
      before.texts.push(text)
      before.last = one.line
    } else notes.push({ cut: one, last: one.line, texts: [text] })
  }
  return notes.map(({ cut: one, texts: all }) => noteOf(one, all.join('\n')))
}

function noteOf({ line, rule, reason, level = 'info', fate, part }: Cut, text: string): Note {
  const place: Place = { line, ...(part !== undefined && { part }) }
  return { rule, level, reason, place, text, ...(fate === 'dropped' && { dropped: true as const }) }
}

/** Lines are one run if they follow each other, or if one blank line stands between them. */
function isOneRun(lines: ReadonlyMap<number, Line>, last: number, next: number): boolean {
  return next - last === 1 || (next - last === 2 && lines.get(last + 1)?.state === 'blank')
}
