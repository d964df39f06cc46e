import type { Note } from '@depesche/article/model'
import { check, dropped, info } from '../draft.ts'

/**
 * What happened to a fragment while it was read. Collected by kind, so that a page with a hundred links gives one Note, and a page's
 * scripts another.
 */
export interface Findings {
  /** texts of scripts, styles, frames, forms: not the story */
  readonly unread: string[]
  readonly comments: string[]
  readonly captions: string[]
  /** addresses of links that are none for a reader */
  readonly links: string[]
  /** addresses of what is shown in a frame or by a program: a post, a chart, a film */
  readonly embeds: string[]
  /** words that pictures without an address had */
  readonly pictureTexts: string[]
  readonly struck: string[]
  flattened: number
  empty: number
}

/** Nothing found yet but the comments. */
export function findingsOf(comments: readonly string[]): Findings {
  return {
    unread: [],
    comments: [...comments],
    captions: [],
    links: [],
    embeds: [],
    pictureTexts: [],
    struck: [],
    flattened: 0,
    empty: 0,
  }
}

const PLACE = { part: 'body' }
const LONGEST = 4000

/** The Notes of a fragment, one of each kind. */
export function findingNotes(found: Findings): readonly Note[] {
  const all = (texts: readonly string[]) => texts.join('\n')
  const addresses = (texts: readonly string[]) => all(texts.map((text) => text.slice(0, 200))).slice(0, LONGEST)
  const some = (texts: readonly string[], note: () => Note) => (texts.length === 0 ? [] : [note()])
  const notes = [
    ...some(found.unread, () => dropped('html-unread', 'Scripts, styles, frames and forms are no text.', PLACE, all(found.unread))),
    ...some(found.comments, () => dropped('html-comment', 'Comments in the HTML are no text.', PLACE, all(found.comments))),
    ...some(found.pictureTexts, () => dropped('picture-text', 'Words of a picture are no text.', PLACE, all(found.pictureTexts))),
    ...some(found.captions, () => info('caption', 'A caption became a paragraph.', PLACE, all(found.captions))),
    ...some(found.struck, () => check('struck-out', 'Struck-out words stayed in the text: should they?', PLACE, all(found.struck))),
    ...some(found.links, () =>
      info('link-dropped', 'Links that are no web or mail address were taken off; their words stay.', PLACE, addresses(found.links)),
    ),
    ...some(found.embeds, () =>
      info('embed-dropped', 'What other pages show inside the text was left out.', PLACE, addresses(found.embeds)),
    ),
  ]
  const flat = info('flattened', 'Lists or tables inside others were flattened; no word is lost.', PLACE)
  const empty = info(
    'empty-paragraph',
    `${found.empty === 1 ? 'An empty paragraph was' : `${found.empty} empty paragraphs were`} left out.`,
    PLACE,
  )
  return [...notes, ...(found.flattened > 0 ? [flat] : []), ...(found.empty > 0 ? [empty] : [])]
}
