import type { Mark, Note, Span } from '@depesche/article/model'
import type { Translated } from './engine.ts'
import { joinedSpans } from './joined-spans.ts'
import { joined, type Numbered, type Run } from './marks.ts'
import { realMarks, termIn, wishIn } from './term-mark.ts'

/** Words of an answer, and which tag of the source they stand under: a run of words under the same marks of the article; 0: none. */
interface Piece {
  readonly text: string
  readonly tag: number
  /** a term of the glossary, which is a mark of ours and none of the article's */
  readonly term?: Mark
}

/**
 * Spans of what an engine gave back. Every tag of the source stands on words again, once, and none crosses another: one that came back in
 * parts covers the few words between them, or stays on its longest part (`markup-narrowed`). Where the engine lost it, a lone link
 * spans the whole segment (`markup-widened`: the address must not be lost) and anything else is taken off (`markup-dropped`: half a
 * paragraph in italics says something nobody wrote). `runs` undefined: the engine's markup made no sense; then `text` is kept and all
 * marks count as lost. A term mark that is lost is nobody's loss: the guard looks for the glossary's words in any case.
 */
export function placed(source: Numbered, runs: readonly Run[] | undefined, text = ''): Translated {
  const { tagOf, tags } = tagsOf(source)
  const given = joined(runs ?? [{ text, id: 0 }]).map((run): Piece => pieceOf(run, source, tagOf))
  const { pieces, narrowed } = once(given, tags.length)
  const all = pieces.map(({ text, tag, term }) => span(text, [...source.outer, ...(tags[tag - 1] ?? []), ...(term ? [term] : [])]))
  const spans = joinedSpans([all])
  const there = onText(pieces)
  const lost = [...onText(source.runs.map((run) => pieceOf(run, source, tagOf)))]
    .filter((tag) => !there.has(tag))
    .flatMap((tag) => tags[tag - 1] ?? [])
  const notes = narrowed.map((tag) => narrowing((tags[tag - 1] ?? []).map(named)))
  if (lost.length === 0) return { spans, notes }
  const back = recovered(spans, lost)
  return { spans: back.spans, notes: [...notes, ...back.notes] }
}

/** The source's tags, and which of them each numbered run belongs to: a run that has a term in its middle is still one tag. */
function tagsOf({ runs, table }: Numbered): { readonly tagOf: ReadonlyMap<number, number>; readonly tags: readonly (readonly Mark[])[] } {
  const tagOf = new Map<number, number>()
  const tags: (readonly Mark[])[] = []
  let before = ''
  for (const { id } of runs) {
    const real = realMarks(table[id - 1])
    const key = real.length === 0 ? '' : JSON.stringify(real)
    if (key !== '' && key !== before) tags.push(real)
    before = key
    tagOf.set(id, key === '' ? 0 : tags.length)
  }
  return { tagOf, tags }
}

function pieceOf({ text, id }: Run, { table }: Numbered, tagOf: ReadonlyMap<number, number>): Piece {
  const term = termIn(table[id - 1])
  return { text, tag: tagOf.get(id) ?? 0, ...(term ? { term } : {}) }
}

/** Each tag on one stretch of words alone. */
function once(given: readonly Piece[], tags: number): { readonly pieces: readonly Piece[]; readonly narrowed: readonly number[] } {
  let pieces = given
  const narrowed: number[] = []
  for (let tag = 1; tag <= tags; tag++) {
    const stretches = stretchesOf(pieces, tag)
    if (stretches.length < 2) continue
    const [first, last] = [stretches[0]![0], stretches.at(-1)![1]]
    if (canCover(pieces.slice(first, last), tag)) pieces = retagged(pieces, tag, [first, last])
    else {
      narrowed.push(tag)
      pieces = retagged(pieces, tag, stretches.toSorted((a, b) => letters(pieces.slice(...b)) - letters(pieces.slice(...a)))[0]!)
    }
  }
  return { pieces, narrowed }
}

type Stretch = readonly [from: number, to: number]

/** Where a tag stands on words; white space alone is no place for one. */
function stretchesOf(pieces: readonly Piece[], tag: number): readonly Stretch[] {
  const found: [number, number][] = []
  for (const [at, piece] of pieces.entries()) {
    if (piece.tag !== tag || piece.text.trim() === '') continue
    const last = found.at(-1)
    if (last && pieces.slice(last[1], at).every((between) => between.tag === tag)) last[1] = at + 1
    else found.push([at, at + 1])
  }
  return found
}

const MOST_BETWEEN = 3

/** The words between the parts are few, no more than those under the tag, and under no other one. */
function canCover(pieces: readonly Piece[], tag: number): boolean {
  const between = pieces.filter((piece) => piece.tag !== tag)
  const count = words(between)
  return between.every((piece) => piece.tag === 0) && count <= MOST_BETWEEN && count <= words(pieces.filter((piece) => piece.tag === tag))
}

const retagged = (pieces: readonly Piece[], tag: number, [from, to]: Stretch): readonly Piece[] =>
  pieces.map((piece, at) => (at >= from && at < to ? { ...piece, tag } : piece.tag === tag ? { ...piece, tag: 0 } : piece))

const textOf = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('')
const words = (pieces: readonly Piece[]) => textOf(pieces).match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0
const letters = (pieces: readonly Piece[]) => textOf(pieces).match(/[\p{L}\p{N}]/gu)?.length ?? 0

const onText = (pieces: readonly Piece[]): ReadonlySet<number> =>
  new Set(pieces.filter(({ tag, text }) => tag > 0 && text.trim() !== '').map(({ tag }) => tag))

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

const narrowing = (marks: readonly string[]): Note => ({
  rule: 'markup-narrowed',
  level: 'info',
  reason: 'the engine parted the words under this markup: it stands on the longest part alone',
  place: {},
  text: marks.join(', '),
})

const named = (mark: Mark) => (mark.kind === 'link' ? `link to ${mark.href}` : mark.kind)
const span = (text: string, marks: readonly Mark[]): Span => (marks.length === 0 ? { text } : { text, marks })
