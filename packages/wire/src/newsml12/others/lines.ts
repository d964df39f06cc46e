import { type Content, type Dateline, type Draft, type Note, spansOf } from '@depesche/article/model'
import { info, present } from '../../draft.ts'
import { printedDateline } from '../../life/printed-dateline.ts'
import { withoutTestMarker } from '../../life/test-marks.ts'
import { lineIn } from '../../newsml-g2/standard/line.ts'
import { at, attribute, below, type Element, elements, textOf } from '../../xml/element.ts'
import { spansIn } from '../../xml/inline.ts'
import type { Tracked } from '../../xml/tracked.ts'

export interface Lines {
  readonly content: Omit<Content, 'blocks'>
  readonly test: boolean
  readonly fields: Partial<Pick<Draft, 'byline' | 'credit' | 'slugline'>>
  readonly dateline: Dateline | undefined
  /** the dateline as it is printed */
  readonly printed: string | undefined
  readonly sources: readonly string[]
  readonly keywords: readonly string[]
  /** rights, as they are told to editors */
  readonly rights: readonly string[]
  readonly notes: readonly Note[]
}

/**
 * The NewsLines of the components that the text stands in, the nearest first; without a text, the first of the item (NewsML 1.2, 5.7).
 * A line of a kind that we have no field for becomes a Note with all that has no place.
 */
export function linesOf(account: Tracked, item: Element, chain: readonly Element[]): Lines {
  const near = chain.toReversed().flatMap((component) => elements(component, 'NewsLines'))
  const all = near.length > 0 ? near : below(item, 'NewsLines').slice(0, 1)
  const first = (name: string) => all.flatMap((lines) => elements(lines, name)).find((line) => textOf(line) !== undefined)
  const typed = (kind: RegExp) => all.flatMap((lines) => typedIn(lines, kind))[0]
  const line = (name: string) => account.text(first(name), lineIn)
  const filled = (element: Element | undefined) => (account.text(element) === undefined ? undefined : spansIn(element!))
  const marker = withoutTestMarker(line('HeadLine') ?? '')
  const bylines = all.flatMap((lines) => elements(lines, 'ByLine')).flatMap((one) => account.text(one, lineIn) ?? [])
  const printed = line('DateLine')
  const place = placeOf(printed)
  return {
    content: present({
      headline: spansOf(marker.headline),
      subheadline: filled(first('SubHeadLine')),
      kicker: filled(typed(/catchword|kicker|overline|spitzmarke|dachzeile/i)),
      shortHeadline: filled(typed(/catchline|short/i)),
    }),
    test: marker.test,
    fields: present({
      byline: bylines.length > 0 ? [...new Set(bylines)].join('; ') : undefined,
      credit: line('CreditLine'),
      slugline: line('SlugLine') ?? account.text(at(item, 'Identification', 'NameLabel'), lineIn),
    }),
    ...place,
    printed,
    keywords: (line('KeywordLine') ?? '').split(/\s*[,;/]\s*/).filter((word) => word !== ''),
    rights: ['CopyrightLine', 'RightsLine'].flatMap((name) => line(name) ?? []),
    notes: [
      ...(marker.test
        ? [info('test-marker', 'The headline was marked as a test; the marker was taken off.', { part: 'headline' }, 'TEST')]
        : []),
      ...(printed === undefined ? [] : [info('dateline', 'The dateline became place, date and agencies.', { part: 'dateline' }, printed)]),
    ],
  }
}

function typedIn(lines: Element, kind: RegExp): readonly Element[] {
  return elements(lines, 'NewsLine').flatMap((line) =>
    kind.test(attribute(at(line, 'NewsLineType'), 'FormalName') ?? '') ? elements(line, 'NewsLineText') : [],
  )
}

function placeOf(printed: string | undefined): Pick<Lines, 'dateline' | 'sources'> {
  if (printed === undefined) return { dateline: undefined, sources: [] }
  const read = printedDateline(printed)
  return { dateline: read?.dateline ?? { place: printed.replace(/[\s,–—-]+$/, '') }, sources: read?.sources ?? [] }
}
