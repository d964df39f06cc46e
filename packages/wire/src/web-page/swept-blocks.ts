import { type Block, blockText, type Note, plain, type Span } from '@depesche/article/model'
import { sweepResidue } from '../residue/sweep.ts'
import { takeDateline } from '../text/dateline.ts'
import { type Copy, copyOf, linesOf, type TextFacts } from '../text/piece.ts'
import { takeInitials, takeSignOff, takeSourceLines, takeTopCredit } from '../text/sign-off.ts'
import { sweepTail } from '../text/tail.ts'

export interface SweptBlocks {
  readonly blocks: readonly Block[]
  readonly facts: TextFacts
  readonly notes: readonly Note[]
}

/** A line of the text that the rules see: a paragraph, a crosshead, an item; those of tables and preformatted text they do not see. */
type Spans = readonly Span[]

/**
 * Blocks without what a page leaves in a story, by the rules of pasted text: each paragraph is a line with a blank one after it. Sign-off,
 * credit, initials and dateline are taken off as facts. Markup stays on the words that stay.
 */
export function sweptBlocks(blocks: readonly Block[]): SweptBlocks {
  const lines = blocks.flatMap(runsIn)
  const text = lines.map((spans) => `${plain(spans).replaceAll(/\s*\n\s*/g, ' ')}\n`).join('\n')
  const swept = sweepTail(takeInitials(takeSourceLines(sweepResidue(copyOf(text)))))
  const signed = takeTopCredit(takeSignOff(swept))
  const dated = takeDateline(
    signed,
    linesOf(signed).find(({ state }) => state === 'text'),
  )
  const kept = keptOf(dated, lines.length)
  const queue = lines.map((spans, index) => cutTo(spans, kept[index] ?? [0, 0])).values()
  const next = () => (queue.next() as IteratorYieldResult<Spans>).value
  return {
    blocks: blocks.flatMap((block) => blockOf(block, next)),
    facts: dated.facts,
    notes: dated.notes.map(({ place: { line: _, ...place }, ...note }) => ({ ...note, place: { part: 'body', ...place } })),
  }
}

function runsIn(block: Block): readonly Spans[] {
  if (block.kind === 'table' || block.kind === 'preformatted') return []
  return block.kind === 'list' ? block.items : [block.spans]
}

function blockOf(block: Block, next: () => Spans): readonly Block[] {
  if (block.kind === 'table' || block.kind === 'preformatted') return [block]
  if (block.kind === 'list') {
    const items = block.items.map(next).filter((spans) => plain(spans).trim() !== '')
    return items.length > 0 ? [{ ...block, items }] : []
  }
  const made = { ...block, spans: next() }
  return blockText(made).trim() === '' ? [] : [made]
}

/** Of each line what stayed of it: from and to, in characters. */
function keptOf({ pieces }: Copy, lines: number): readonly (readonly [from: number, to: number])[] {
  const byLine = Map.groupBy(pieces, ({ line }) => line)
  return Array.from({ length: lines }, (_, index) => {
    let [at, from, to] = [0, -1, 0]
    for (const { text, fate } of byLine.get(2 * index + 1) ?? []) {
      if (fate === 'kept' && text.trim() !== '') {
        if (from < 0) from = at + (text.length - text.trimStart().length)
        to = at + text.trimEnd().length
      }
      at += text.length
    }
    return from < 0 ? [0, 0] : [from, to]
  })
}

function cutTo(spans: Spans, [from, to]: readonly [number, number]): Spans {
  let at = 0
  return spans.flatMap((span) => {
    const [start, end] = [at, at + span.text.length]
    at = end
    const text = span.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    return text === '' || end <= from || start >= to ? [] : [{ ...span, text }]
  })
}
