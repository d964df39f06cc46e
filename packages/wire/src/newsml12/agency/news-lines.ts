import type { Content, Dateline, Note } from '@depesche/article/model'
import { dropped, info, present } from '../../draft.ts'
import { cantonOf, splitPlace } from '../../life/cantons.ts'
import { at, attribute, below, type Element, elements, textOf } from '../../xml/element.ts'
import { spansIn } from '../../xml/inline.ts'

export interface NewsLinesRead {
  readonly headline: string
  readonly content: Pick<Content, 'subheadline' | 'kicker' | 'shortHeadline'>
  readonly dateline: Dateline | undefined
  readonly byline: string | undefined
  readonly storyType: string | undefined
  readonly notes: readonly Note[]
}

/** The lines above the text. `service` tells the sports desk, whose DateLine is a sport. */
export function newsLines(item: Element, service: string | undefined): NewsLinesRead {
  const lines = below(item, 'NewsLines')[0]
  const kicker = typed(lines, 'CatchWord')
  const short = typed(lines, 'CatchLine')
  const sub = at(lines, 'SubHeadLine')
  const dateline = datelineOf(textOf(at(lines, 'DateLine')), textOf(kicker), service, areasOf(item))
  const filled = (element: Element | undefined) => (element && textOf(element) ? spansIn(element) : undefined)
  return {
    headline: textOf(at(lines, 'HeadLine')) ?? '',
    content: present({ subheadline: filled(sub), kicker: filled(kicker), shortHeadline: filled(short) }),
    dateline: dateline.dateline,
    byline: textOf(at(lines, 'ByLine')) ?? textOf(typed(lines, 'ByLine')),
    storyType: textOf(typed(lines, 'storyType')),
    notes: [...dateline.notes, ...otherLines(lines)],
  }
}

function typed(lines: Element | undefined, type: string): Element | undefined {
  const line = elements(lines, 'NewsLine').find((one) => attribute(at(one, 'NewsLineType'), 'FormalName') === type)
  return at(line, 'NewsLineText')
}

const KNOWN = new Set(['CatchWord', 'CatchLine', 'storyType', 'ByLine'])

/** Lines of a kind that we have no field for: not published, and not lost without a word. */
function otherLines(lines: Element | undefined): readonly Note[] {
  const others = elements(lines, 'NewsLine').filter((line) => !KNOWN.has(attribute(at(line, 'NewsLineType'), 'FormalName') ?? ''))
  return others.flatMap((line) => {
    const [type, text] = [attribute(at(line, 'NewsLineType'), 'FormalName') ?? '?', textOf(at(line, 'NewsLineText'))]
    return text === undefined
      ? []
      : [dropped('news-line-unknown', `A line of the kind “${type}” has no place in the article.`, { line: line.line }, text)]
  })
}

function areasOf(item: Element): readonly string[] {
  const areas = below(item, 'Location')
    .flatMap((place) => elements(place, 'Property'))
    .filter((one) => attribute(one, 'FormalName') === 'CountryArea')
  return areas.flatMap((one) => cantonOf(attribute(one, 'Value') ?? '') ?? [])
}

type PlaceRead = Pick<NewsLinesRead, 'dateline' | 'notes'>

function datelineOf(
  printed: string | undefined,
  kicker: string | undefined,
  service: string | undefined,
  areas: readonly string[],
): PlaceRead {
  if (printed === undefined) return { dateline: undefined, notes: [] }
  if (printed === kicker && /^(Si|Photo)\b/.test(service ?? '')) return { dateline: undefined, notes: [noPlace(printed)] }
  const { place, area } = splitPlace(printed)
  return { dateline: present({ place, area: area ?? (areas.length === 1 ? areas[0] : undefined) }), notes: [] }
}

function noPlace(printed: string): Note {
  return info(
    'dateline-no-place',
    `The DateLine “${printed}” repeats the catchword and is no place; the article has no dateline.`,
    { part: 'dateline' },
    printed,
  )
}
