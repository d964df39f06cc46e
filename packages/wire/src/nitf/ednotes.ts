import type { Draft, Note } from '@depesche/article/model'
import { check, info } from '../draft.ts'
import { creditIn } from '../text/agencies.ts'
import { type Noticed, noticesIn } from '../text/notices-in.ts'
import type { Reference } from '../time/resolve-moment.ts'
import { at, attribute, below, type Element, elements } from '../xml/element.ts'
import type { Tracked } from '../xml/tracked.ts'
import { lineOf } from './line.ts'

/** True for a note or tagline that readers may see: `type="pa"`, a publishable advisory (NITF 3.6, `note@type`, `tagline@type`). */
export function isPublished(note: Element): boolean {
  return attribute(note, 'type')?.toLowerCase() === 'pa'
}

export interface Ednotes {
  readonly ednotes: readonly string[]
  /** what the notes say of the article's life */
  readonly facts: Noticed['facts']
  readonly notes: readonly Note[]
}

/** All that speaks to editors: `ed-msg`, and each `note` that is no publishable advisory. A note without a type may not be shown. */
export function ednotesOf(account: Tracked, reference: Reference): Ednotes {
  const messages = elements(at(account.root, 'head', 'docdata'), 'ed-msg').flatMap((one) => account.attribute(one, 'info') ?? [])
  const internal = below(at(account.root, 'body'), 'note').filter((one) => !isPublished(one))
  const correction = account.attribute(at(account.root, 'head', 'docdata', 'correction'), 'info')
  const texts = [
    ...messages,
    ...(correction === undefined ? [] : [correction]),
    ...internal.flatMap((one) => account.text(one, lineOf) ?? []),
  ]
  const noticed = noticesIn(texts, reference)
  // the document has an identity of its own, so a correction in it corrects this very article
  const notes = noticed.notes.filter(({ rule }) => rule !== 'correction-without-identity')
  return { ednotes: [...new Set(texts)], facts: noticed.facts, notes }
}

/** `im/of`, `(rw)` */
const INITIALS = /^\(?\p{Ll}{2,4}(?:[/ ]\p{Ll}{2,4}){0,3}\)?$/u

export interface Tagline extends Partial<Pick<Draft, 'credit'>>, Pick<Draft, 'authors' | 'ednotes' | 'sources'> {
  /** taglines that readers may see */
  readonly published: readonly Element[]
  readonly notes: readonly Note[]
}

/**
 * The sign-off (NITF 3.6, `body.end/tagline`): an agency's credit and initials become facts, a publishable tagline (`pa`) ends the text,
 * any other is for editors.
 */
export function taglineOf(account: Tracked): Tagline {
  const lines = elements(at(account.root, 'body', 'body.end'), 'tagline')
  const isText = (one: Element) => isPublished(one) && creditIn(bare(lineOf(one) ?? '')) === undefined
  const published = lines.filter(isText)
  for (const one of published) account.whole(one)
  const texts = lines.filter((one) => !isText(one)).flatMap((one) => account.text(one, lineOf) ?? [])
  const credits = texts.flatMap((text) => creditIn(bare(text)) ?? [])
  const unsigned = texts.filter((text) => creditIn(bare(text)) === undefined)
  const initials = unsigned.filter(isInitials).flatMap((text) => text.match(/\p{Ll}+/gu) ?? [])
  const others = unsigned.filter((text) => !isInitials(text))
  const [credit] = credits
  return {
    ...(credit && { credit: credit.credit }),
    authors: [...credits.flatMap(({ authors }) => authors), ...initials],
    sources: credits.flatMap(({ foreign }) => foreign),
    ednotes: others,
    published,
    notes: [...(texts.length > others.length ? [signed(credit?.credit, texts)] : []), ...others.map(unsaid)],
  }
}

function signed(credit: string | undefined, texts: readonly string[]): Note {
  const reason =
    credit === undefined ? 'The tagline has nothing but initials; only editors see them.' : `The tagline became the credit ${credit}.`
  return info('sign-off', reason, { part: 'credit' }, texts.join('\n'))
}

function unsaid(text: string): Note {
  return check('tagline', 'The tagline is not marked as publishable; only editors see it.', { part: 'ednotes' }, text)
}

function isInitials(text: string): boolean {
  return INITIALS.test(text.slice(0, 40))
}

/** Without the brackets of a sign-off. */
function bare(text: string): string {
  return text.replaceAll(/^\(|\)$/g, '')
}
