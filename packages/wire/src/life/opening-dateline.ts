import { type Block, type Note, plain, type Span } from '@depesche/article/model'
import { info } from '../draft.ts'
import { creditIn } from '../text/agencies.ts'
import { datelineIn } from '../text/dateline.ts'
import { type PrintedDateline, printedDateline } from './printed-dateline.ts'

export interface Opening extends PrintedDateline {
  readonly blocks: readonly Block[]
  readonly notes: readonly Note[]
}

interface Found extends PrintedDateline {
  readonly length: number
}

/** A town with its country or state before an agency's brackets and a dash: `GROSSETO, Italy (AP) -- `. */
const WITH_COUNTRY = /^\s*\p{Lu}[\p{L}\p{M}.'’/ -]{1,40}(?:,\s[\p{L}\p{M}.'’/ -]{2,40}){1,2}\s\(([^()]{2,40})\)\s*[-–—]{1,2}\s+/u

/**
 * Takes the dateline off the first paragraph, where it opens with one: place, date, and the agencies in its brackets. `line`: the dateline
 * that the document states elsewhere; if the paragraph opens with just that, it is taken off, whatever its agencies are.
 */
export function takeOpeningDateline(blocks: readonly Block[], line?: string): Opening {
  const at = blocks.findIndex(({ kind }) => kind === 'paragraph')
  const first = blocks[at]
  const text = first?.kind === 'paragraph' ? plain(first.spans) : ''
  const found = stated(text, line) ?? small(text) ?? withCountry(text)
  if (first?.kind !== 'paragraph' || found === undefined) return { blocks, sources: [], notes: [] }
  const { length, ...facts } = found
  const spans = withoutBeginning(first.spans, length)
  return {
    ...facts,
    blocks: blocks.toSpliced(at, 1, ...(spans.length === 0 ? [] : [{ ...first, spans }])),
    notes: [info('dateline', 'The dateline was taken off the text.', { part: 'dateline' }, text.slice(0, length).trim())],
  }
}

/** A dash ends it, in the line or behind it: `Bern` opens no text that begins with `Berner`, nor one about Bern. */
function stated(text: string, line: string | undefined): Found | undefined {
  const bare = line?.replaceAll(/\s+/g, ' ').trim()
  if (!bare || !text.startsWith(bare)) return undefined
  const dash = /^\s{0,4}[-–—:]{1,2}(?=\s|$)/.exec(text.slice(bare.length, bare.length + 20))?.[0] ?? ''
  if (dash === '' && !/[-–—:]$/.test(bare)) return undefined
  const printed = printedDateline(bare)
  return printed && { ...printed, length: text.length - text.slice(bare.length + dash.length).trimStart().length }
}

function small(text: string): Found | undefined {
  const found = datelineIn(text)
  if (found === undefined) return undefined
  const { length, dateline, credit, agencies } = found
  return { length, ...(dateline && { dateline }), ...(credit !== undefined && { credit }), sources: agencies }
}

function withCountry(text: string): Found | undefined {
  const match = WITH_COUNTRY.exec(text.slice(0, 200))
  const printed = match && creditIn(match[1] ?? '') ? printedDateline(match[0]) : undefined
  return match && printed ? { ...printed, length: match[0].length } : undefined
}

/** Runs without their first characters. */
function withoutBeginning(spans: readonly Span[], length: number): readonly Span[] {
  let left = length
  return spans.flatMap((span) => {
    const text = span.text.slice(Math.min(left, span.text.length))
    left -= span.text.length - text.length
    return text === '' ? [] : [{ ...span, text }]
  })
}
