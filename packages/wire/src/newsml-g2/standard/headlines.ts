import { type Content, type Note, plain, type Span, spansOf } from '@depesche/article/model'
import { check, info, present } from '../../draft.ts'
import { withoutTestMarker } from '../../life/test-marks.ts'
import { at, attribute, type Element, elements, textOf } from '../../xml/element.ts'
import { distance, type Item, roleOf } from './item.ts'
import { lineIn } from './line.ts'

export interface Headlines {
  readonly content: Omit<Content, 'blocks'>
  /** the headline was marked as a test */
  readonly test: boolean
  readonly notes: readonly Note[]
}

type Lines = Exclude<keyof Content, 'headline' | 'blocks'>

const MAIN = /^(?:main|headline|hed|html|xhtml|text|default)?$/
const ROLES = {
  subheadline: /^(?:sub[-_ ]?(?:headline|head|title|line)?|deck|dek|standfirst)$/,
  kicker: /^(?:kicker|overline|eyebrow|catchword|pre[-_ ]?title)$/,
  shortHeadline: /^(?:short[-_ ]?(?:headline|title)?|catchline)$/,
} as const satisfies Readonly<Record<Lines, RegExp>>
/** What dpa's converter means by a rank, with no role (`profile` `dpa-G2-from-digitalwires`). */
const RANKS_OF_DPA: ReadonlyMap<string, Lines> = new Map([
  ['2', 'subheadline'],
  ['3', 'kicker'],
])
const PART = { part: 'headline' }

/**
 * The headline and the lines around it (NewsML-G2, `headline@role`, `@rank`). Roles are the provider's: the main headline has none or a
 * common one and the highest rank, in the item's language; a `description` may have the role of a line. All others become Notes.
 */
export function headlinesOf(item: Item, fallback: Element | undefined): Headlines {
  const all = elements(item.content, 'headline').filter((one) => textOf(one) !== undefined)
  const ranked = all.toSorted((a, b) => distance(item, a) - distance(item, b) || rankOf(a) - rankOf(b))
  const main = ranked.find((one) => MAIN.test(roleOf(one)) && lineFor(item, one) === undefined)
  const headline = main ?? ranked.find((one) => lineFor(item, one) === undefined)
  const others = [...ranked, ...elements(item.content, 'description')].filter((one) => one !== headline)
  const read = headline === undefined ? titleOf(item, fallback) : { text: item.account.text(headline, lineIn) ?? '', notes: [] }
  const marked = withoutTestMarker(read.text)
  const lines = Object.keys(ROLES).map((part) => [part, spansFor(item, others, part as Lines)] as const)
  return {
    content: { ...present(Object.fromEntries(lines) as Partial<Record<Lines, readonly Span[]>>), headline: spansOf(marked.headline) },
    test: marked.test,
    notes: [...read.notes, ...markerNotes(marked.test)],
  }
}

function rankOf(headline: Element): number {
  const rank = Number(attribute(headline, 'rank') ?? 1)
  return Number.isInteger(rank) ? rank : 1
}

function lineFor(item: Item, one: Element): Lines | undefined {
  const role = roleOf(one)
  const profile = textOf(at(item.meta, 'profile')) ?? ''
  if (role === '' && profile.startsWith('dpa-G2')) return RANKS_OF_DPA.get(attribute(one, 'rank') ?? '')
  return (Object.keys(ROLES) as Lines[]).find((part) => ROLES[part].test(role))
}

function spansFor(item: Item, texts: readonly Element[], part: Lines): readonly Span[] | undefined {
  const found = texts.find((one) => lineFor(item, one) === part && textOf(one) !== undefined)
  const text = item.account.text(found, lineIn)
  return text === undefined ? undefined : spansOf(text)
}

/** An item without a headline has the title of its page, else of the item, for one; a person should look. */
function titleOf(item: Item, page: Element | undefined): { readonly text: string; readonly notes: readonly Note[] } {
  const text = item.account.text(page, lineIn) ?? item.account.text(at(item.meta, 'title'), lineIn)
  if (text === undefined) return { text: '', notes: [] }
  return { text, notes: [check('headline-guessed', 'The item has no headline; its title was taken for one.', PART, text)] }
}

function markerNotes(test: boolean): readonly Note[] {
  return test ? [info('test-marker', 'The headline was marked as a test; the marker was taken off.', PART, '***TEST***')] : []
}

/** True for a headline that says something. */
export function isHeadline({ headline }: Omit<Content, 'blocks'>): boolean {
  return plain(headline) !== ''
}
