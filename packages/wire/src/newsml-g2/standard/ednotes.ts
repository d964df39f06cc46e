import type { Embargo, Note } from '@depesche/article/model'
import { check } from '../../draft.ts'
import { type Noticed, noticesIn } from '../../text/notices-in.ts'
import type { Reference } from '../../time/resolve-moment.ts'
import { elements } from '../../xml/element.ts'
import { wordsKey } from '../../xml/tracked.ts'
import { ednoteOf, linesOf } from './ednote.ts'
import type { Item } from './item.ts'
import { lineIn } from './line.ts'

export interface Ednotes {
  /** never published */
  readonly ednotes: readonly string[]
  /** what the notes say of the article's life */
  readonly facts: Noticed['facts']
  readonly notes: readonly Note[]
}

/** As many notes as an editor reads; the same as elsewhere. */
const MOST = 100

/**
 * All that speaks to editors (NewsML-G2, `edNote` of itemMeta and contentMeta) and the terms of use (`copyrightNotice`, `usageTerms`). A
 * note in markup is one for each heading with what stands below it; a note that another one says in its lines is told once.
 */
export function ednotesOf(item: Item, reference: Reference, stated: Embargo | undefined): Ednotes {
  const read = [item.meta, item.content].flatMap((meta) => elements(meta, 'edNote')).map((one) => ednoteOf(item, one))
  const rights = elements(item.element, 'rightsInfo')
  const terms = ['copyrightNotice', 'usageTerms'].flatMap((name) => rights.flatMap((one) => elements(one, name)))
  const sections = read.filter(({ isMarkup }) => isMarkup).flatMap(({ texts }) => texts)
  const lines = new Set(['', ...sections.flatMap(linesOf).map(wordsKey)])
  const notes = read.filter(({ isMarkup }) => !isMarkup)
  const told = notes.flatMap(({ texts }) => texts)
  const more = notes.filter((one) => one.lines.some((line) => !lines.has(wordsKey(line)))).flatMap(({ texts }) => texts)
  const noticed = noticedIn([...told, ...sections.flatMap(linesOf)], reference, stated)
  // the item has an identity of its own, so a correction in it corrects this very article
  const ofLife = noticed.notes.filter(({ rule }) => rule !== 'correction-without-identity')
  return {
    ednotes: [...new Set([...sections, ...more, ...terms.flatMap((one) => item.account.text(one, lineIn) ?? [])])],
    facts: noticed.facts,
    notes: [...read.flatMap((one) => one.notes), ...uniqueNotes(ofLife)],
  }
}

/** A note that stands twice is told once. */
function uniqueNotes(notes: readonly Note[]): readonly Note[] {
  return [...new Map(notes.map((note) => [`${note.rule} ${note.reason}`, note])).values()]
}

/**
 * What the notes say of the article's life. Where the item states the time of its embargo (NewsML-G2, `embargoed`), a note about one whose
 * time nobody understands does not outweigh it, and is told; a note with a later time still counts.
 */
function noticedIn(texts: readonly string[], reference: Reference, stated: Embargo | undefined): Pick<Noticed, 'facts' | 'notes'> {
  if (stated === undefined || !('until' in stated)) return noticesIn(texts, reference)
  const first = texts.slice(0, MOST)
  const unread = first.filter((text) => {
    const { embargo } = noticesIn([text], reference).facts
    return embargo !== undefined && !('until' in embargo)
  })
  const { facts, notes } = noticesIn(
    first.filter((text) => !unread.includes(text)),
    reference,
  )
  const reason = 'A note to editors speaks of the embargo in words that are not understood; the item’s own time holds.'
  return { facts, notes: [...notes, ...unread.map((text) => check('embargo-note-unread', reason, { part: 'embargo' }, text))] }
}
