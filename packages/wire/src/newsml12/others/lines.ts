import { type Content, type Dateline, type Draft, type Note, spansOf } from '@depesche/article/model'
import { check, info, present } from '../../draft.ts'
import { printedDateline } from '../../life/printed-dateline.ts'
import { withoutTestMarker } from '../../life/test-marks.ts'
import { lineIn } from '../../newsml-g2/standard/line.ts'
import { at, attribute, below, type Element, elements, textOf } from '../../xml/element.ts'
import { spansIn } from '../../xml/inline.ts'
import type { Tracked } from '../../xml/tracked.ts'
import type { Story } from './story.ts'

export interface Lines {
  readonly content: Omit<Content, 'blocks'>
  readonly test: boolean
  readonly fields: Partial<Pick<Draft, 'byline' | 'credit' | 'slugline' | 'storyType'>>
  readonly dateline: Dateline | undefined
  /** the dateline as it is printed */
  readonly printed: string | undefined
  /** the credit that the dateline prints */
  readonly credited: string | undefined
  readonly sources: readonly string[]
  readonly keywords: readonly string[]
  /** rights, as they are told to editors */
  readonly rights: readonly string[]
  /** lines that speak to editors */
  readonly advisories: readonly string[]
  readonly notes: readonly Note[]
}

const KINDS = {
  subheadline: /^sub-?(?:head|title)|^deck$|standfirst/i,
  kicker: /catchword|kicker|overline|spitzmarke|dachzeile|eyebrow/i,
  shortHeadline: /catchline|short/i,
  byline: /^by-?line/i,
  storyType: /^story-?type$/i,
  advisory: /advisory|advis|ed(?:itor(?:ial)?)?s?[-_ ']?notes?|note.?to.?ed|embargo|sperr/i,
} as const

/**
 * The NewsLines of the components that the text stands in, the nearest first; without a text, the first of the item (NewsML 1.2, 5.7). Of
 * lines in several languages the text's counts. A line of a kind that we have no field for becomes a Note with all that has no place.
 */
export function linesOf(account: Tracked, item: Element, story: Story | undefined): Lines {
  const near = (story?.chain ?? []).toReversed().flatMap((component) => elements(component, 'NewsLines'))
  const all = near.length > 0 ? near : below(item, 'NewsLines').slice(0, 1)
  const named = (name: string) =>
    inLanguage(
      all.flatMap((lines) => elements(lines, name)),
      story?.language,
    )
  const typed = (kind: keyof typeof KINDS) => all.flatMap((lines) => typedIn(lines, KINDS[kind]))
  const line = (name: string) => account.text(named(name)[0], lineIn)
  const filled = (element: Element | undefined) => (account.text(element) === undefined ? undefined : spansIn(element!))
  const texts = (found: readonly Element[]) => [...new Set(found.flatMap((one) => account.text(one, lineIn) ?? []))]
  const headline = line('HeadLine') ?? account.text(titleOf(story), lineIn)
  const marker = withoutTestMarker(headline ?? '')
  const titles = texts(named('ByLineTitle'))
  const bylines = texts([...all.flatMap((lines) => elements(lines, 'ByLine')), ...typed('byline')])
  const printed = line('DateLine')
  return {
    content: present({
      headline: spansOf(marker.headline),
      subheadline: filled(named('SubHeadLine')[0] ?? typed('subheadline')[0]),
      kicker: filled(typed('kicker')[0]),
      shortHeadline: filled(typed('shortHeadline')[0]),
    }),
    test: marker.test,
    fields: present({
      byline: bylines.length > 0 || titles.length > 0 ? [bylines.join('; '), ...titles].filter(Boolean).join(', ') : undefined,
      credit: line('CreditLine'),
      slugline: line('SlugLine') ?? account.text(at(item, 'Identification', 'NameLabel'), lineIn),
      storyType: account.text(typed('storyType')[0], lineIn),
    }),
    ...placeOf(printed),
    printed,
    keywords: (line('KeywordLine') ?? '').split(/\s*[,;/]\s*/).filter((word) => word !== ''),
    rights: ['CopyrightLine', 'RightsLine'].flatMap((name) => texts(all.flatMap((lines) => elements(lines, name)))),
    advisories: texts(typed('advisory')),
    notes: [
      ...(headline !== undefined && named('HeadLine').length === 0 ? [fromTitle(headline)] : []),
      ...(marker.test
        ? [info('test-marker', 'The headline was marked as a test; the marker was taken off.', { part: 'headline' }, 'TEST')]
        : []),
      ...(printed === undefined ? [] : [info('dateline', 'The dateline became place, date and agencies.', { part: 'dateline' }, printed)]),
    ],
  }
}

/** A NITF has a headline of its own. */
function titleOf(story: Story | undefined): Element | undefined {
  return story?.renditions.map(({ title }) => title).find(Boolean)
}

function fromTitle(text: string): Note {
  return check('headline-guessed', 'The item has no headline; the title of its page was taken for one.', { part: 'headline' }, text)
}

/** Lines with a text, those in the language first, then those that say none. */
function inLanguage(lines: readonly Element[], language: string | undefined): readonly Element[] {
  const wanted = language?.toLowerCase().split(/[-_]/)[0]
  const distance = (line: Element) => {
    const tag = attribute(line, 'xml:lang')?.toLowerCase().split(/[-_]/)[0]
    return tag === undefined || wanted === undefined ? 1 : tag === wanted ? 0 : 2
  }
  return lines.filter((line) => textOf(line) !== undefined).toSorted((a, b) => distance(a) - distance(b))
}

function typedIn(lines: Element, kind: RegExp): readonly Element[] {
  return elements(lines, 'NewsLine').flatMap((line) =>
    kind.test(attribute(at(line, 'NewsLineType'), 'FormalName') ?? '') ? elements(line, 'NewsLineText') : [],
  )
}

function placeOf(printed: string | undefined): Pick<Lines, 'dateline' | 'sources' | 'credited'> {
  if (printed === undefined) return { dateline: undefined, sources: [], credited: undefined }
  const read = printedDateline(printed)
  const dateline = read === undefined ? { place: printed.replace(/[\s,–—-]{1,20}$/, '') } : read.dateline
  return { dateline, sources: read?.sources ?? [], credited: read?.credit }
}
