import { type Block, type Content, type Note, type Place, plain, type Span } from '@depesche/article/model'
import type { Segment, Translated } from './engine.ts'

type Spans = readonly Span[]
/** Called on every run of text in reading order; answers what stands in its place. */
type Visit = (spans: Spans, place: Place) => Spans

/** True when there is something to translate: a letter. Numbers, `-`, `+1`, `31,2%` and empty cells say the same in every language. */
export function hasWords(spans: Spans): boolean {
  return /\p{L}/u.test(plain(spans))
}

/**
 * What goes to an engine, in reading order: headline, subheadline, kicker, short headline, then the body's paragraphs,
 * crossheads, quotations, list items and table cells, as far as they have words. Preformatted text is left alone.
 */
export function segmentsOf(content: Content): readonly Segment[] {
  const segments: Segment[] = []
  walk(content, (spans) => {
    if (hasWords(spans)) segments.push(spans)
    return spans
  })
  return segments
}

/**
 * The same content with its segments replaced, in exactly the same structure, and the notes on them with their place
 * (`part` and, in the body, `block`). A segment that came back without any text is held: nothing may be lost silently.
 * Throws when there are not as many translations as `segmentsOf` gave segments: that is a fault in the caller.
 */
export function withSegments(
  content: Content,
  translated: readonly Translated[],
): { readonly content: Content; readonly notes: readonly Note[] } {
  const expected = segmentsOf(content).length
  if (translated.length !== expected) throw new Error(`${expected} segments were sent and ${translated.length} came back`)
  const notes: Note[] = []
  const queue = translated.values()
  const placed = walk(content, (spans, place) => {
    if (!hasWords(spans)) return spans
    const { value } = queue.next() as IteratorYieldResult<Translated>
    notes.push(...[...value.notes, ...emptied(spans, value)].map((note) => ({ ...note, place: { ...note.place, ...place } })))
    return value.spans
  })
  return { content: placed, notes }
}

/** A passage of the source and what stands in its place. */
export interface PassagePair {
  readonly place: Place
  readonly source: Spans
  readonly target: Spans
}

/** The passages that `segmentsOf` gives of a source, each with its translation; `undefined`: the two are not built alike. */
export function pairsOf(source: Content, target: Content): readonly PassagePair[] | undefined {
  const runsOf = (content: Content) => {
    const runs: { readonly spans: Spans; readonly place: Place }[] = []
    walk(content, (spans, place) => {
      runs.push({ spans, place })
      return spans
    })
    return runs
  }
  const [ours, theirs] = [runsOf(source), runsOf(target)]
  if (JSON.stringify(ours.map(({ place }) => place)) !== JSON.stringify(theirs.map(({ place }) => place))) return undefined
  const pairs = ours.map(({ spans, place }, index) => ({ place, source: spans, target: theirs[index]!.spans }))
  return pairs.filter((pair) => hasWords(pair.source))
}

function emptied(source: Spans, { spans }: Translated): readonly Note[] {
  if (plain(spans).trim() !== '') return []
  return [{ rule: 'translation-empty', level: 'hold', reason: 'the engine gave no text for this passage', place: {}, text: plain(source) }]
}

function walk(content: Content, visit: Visit): Content {
  const { subheadline, kicker, shortHeadline } = content
  return {
    ...content,
    headline: visit(content.headline, { part: 'headline' }),
    ...(subheadline && { subheadline: visit(subheadline, { part: 'subheadline' }) }),
    ...(kicker && { kicker: visit(kicker, { part: 'kicker' }) }),
    ...(shortHeadline && { shortHeadline: visit(shortHeadline, { part: 'shortHeadline' }) }),
    blocks: content.blocks.map((block, index) => walkBlock(block, (spans) => visit(spans, { part: 'body', block: index }))),
  }
}

function walkBlock(block: Block, visit: (spans: Spans) => Spans): Block {
  switch (block.kind) {
    case 'preformatted':
      return block
    case 'list':
      return { ...block, items: block.items.map(visit) }
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(visit)) }
    default:
      return { ...block, spans: visit(block.spans) }
  }
}
