import { type Content, type Note, spansOf } from '@depesche/article/model'
import { noHeadline, noText, withLede } from '../life/wire-content.ts'
import { sweepResidue } from '../residue/sweep.ts'
import type { Reference } from '../time/resolve-moment.ts'
import { bodyOf } from './body.ts'
import { takeByline } from './byline.ts'
import { takeDateline } from './dateline.ts'
import { groupsOf } from './groups.ts'
import { headOf } from './head.ts'
import { copyOf, linesOf, type Piece, type TextFacts } from './piece.ts'
import { runsOf } from './shapes.ts'
import { takeInitials, takeSignOff, takeSourceLines, takeTopCredit, unsigned } from './sign-off.ts'
import { sweepTail } from './tail.ts'
import { takeNotices } from './take-notices.ts'
import { takeTags } from './take-tags.ts'

export interface Normalized {
  readonly content: Content
  readonly facts: TextFacts
  readonly notes: readonly Note[]
  /** every character of the cleaned text and what became of it, in order */
  readonly pieces: readonly Piece[]
}

/**
 * Makes an article of a plain text whose characters are clean. Each stage only cuts lines or their ends and says so; what is
 * left becomes headline and blocks, in order. Never throws; a text without a story comes out with a Note that holds it.
 */
export function normalizeText(text: string, reference: Reference): Normalized {
  const noticed = takeNotices(takeTags(copyOf(text)), reference)
  const swept = sweepTail(takeInitials(takeSourceLines(sweepResidue(noticed))))
  const signed = takeTopCredit(takeSignOff(swept))
  const bylined = takeByline(signed)
  // a table or a list may stand above the story: the dateline opens the first paragraph
  const opening = headOf(groupsOf(linesOf(bylined))).rest.find((group) => runsOf(group)[0]?.shape === 'text')?.[0]
  const dated = takeDateline(bylined, opening)
  const head = headOf(groupsOf(linesOf(dated)))
  const body = bodyOf(head.rest)
  const content = contentOf(head, withLede(body.blocks))
  const notes = [...dated.notes, ...head.notes, ...body.notes, ...missing(content, dated.facts)]
  return { content, facts: dated.facts, notes, pieces: dated.pieces }
}

function contentOf(head: ReturnType<typeof headOf>, blocks: Content['blocks']): Content {
  return {
    headline: spansOf(head.headline),
    ...(head.subheadline !== '' && { subheadline: spansOf(head.subheadline) }),
    ...(head.kicker !== '' && { kicker: spansOf(head.kicker) }),
    blocks,
  }
}

function missing(content: Content, facts: TextFacts): readonly Note[] {
  if (facts.instruction === 'stop') return []
  const headless = content.headline.length === 0 ? [noHeadline()] : []
  const empty = content.blocks.length === 0 ? [noText()] : []
  return [...headless, ...empty, ...(facts.credit === undefined ? [unsigned()] : [])]
}
