import { type Content, type Dateline, type Note, spansOf } from '@depesche/article/model'
import { info, present } from '../draft.ts'
import { splitPlace } from '../life/cantons.ts'
import { withoutTestMarker } from '../life/test-marks.ts'
import { creditIn } from '../text/agencies.ts'
import { at, type Element, elements, textOf } from '../xml/element.ts'
import { spansIn } from '../xml/inline.ts'
import { type Tracked, wordsKey } from '../xml/tracked.ts'
import { lineOf } from './line.ts'

type Lines = Omit<Content, 'blocks'>

export interface HeadLines {
  readonly content: Lines
  readonly test: boolean
  readonly byline: string | undefined
  readonly dateline: Dateline | undefined
  readonly sources: readonly string[]
  readonly notes: readonly Note[]
}

/** Headlines, byline and dateline (NITF 3.6, `body.head`). A document without `hl1` has its title for a headline. */
export function headLines(account: Tracked): HeadLines {
  const head = at(account.root, 'body', 'body.head')
  const hedline = at(head, 'hedline')
  const own = account.text(at(hedline, 'hl1'))
  const title = at(account.root, 'head', 'title')
  const marker = withoutTestMarker(own ?? account.text(title) ?? '')
  // the title of most documents is the headline once more
  if (own !== undefined && wordsKey(textOf(title) ?? '') === wordsKey(own)) account.text(title)
  const bylines = elements(head, 'byline').flatMap((one) => account.text(one, lineOf) ?? [])
  const dateline = datelineOf(account, at(head, 'dateline'))
  return {
    content: present({ headline: spansOf(marker.headline), ...below(account, hedline) }),
    test: marker.test,
    byline: bylines.length === 0 ? undefined : bylines.join('; '),
    dateline: dateline.dateline,
    sources: dateline.sources,
    notes: [...(own === undefined && marker.headline !== '' ? [fromTitle(marker.headline)] : []), ...dateline.notes],
  }
}

/** The first `hl2` of each kind; others go the way of all that has no place. */
function below(account: Tracked, hedline: Element | undefined): Partial<Lines> {
  const lines = elements(hedline, 'hl2').filter((one) => textOf(one) !== undefined)
  const first = (kind: string) => {
    const line = lines.find((one) => kindOf(one) === kind)
    return line && account.text(line) !== undefined ? spansIn(line) : undefined
  }
  return present({ subheadline: first('sub'), shortHeadline: first('short'), kicker: first('kicker') })
}

/** The class is the provider's: dpa writes `ShortHeadLine`. */
function kindOf({ attributes }: Element): string {
  const name = attributes.class ?? ''
  if (/short/i.test(name)) return 'short'
  return /kicker|catchword|overline|spitzmarke|dachzeile/i.test(name) ? 'kicker' : 'sub'
}

type Place = Pick<HeadLines, 'dateline' | 'sources' | 'notes'>

/** `location`, `story.date`, and what agencies write beside them: `London, 10. Juli (dpa) -`. The Note has it as printed. */
function datelineOf(account: Tracked, element: Element | undefined): Place {
  const printed = account.text(element, lineOf)
  if (element === undefined || printed === undefined) return { dateline: undefined, sources: [], notes: [] }
  const notes = [info('dateline', 'The dateline became place, date and agencies.', { part: 'dateline' }, printed)]
  const date = at(element, 'story.date')
  const day = date && lineOf(date)
  const [, before = printed, agencies = ''] = /^(.*?)\s*\(([^()]{2,40})\)\s*[-–—]*\s*$/.exec(printed.slice(0, 200)) ?? []
  const bare = { ...element, children: [day === undefined ? before : before.replace(day, '')] }
  const place = (lineOf(at(element, 'location') ?? bare) ?? '').replace(/[\s,–—-]+$/, '')
  const credit = creditIn(agencies)
  if (place === '' && printed === day) return { dateline: undefined, sources: [], notes }
  if (place === '' || (credit === undefined && agencies !== '')) return { dateline: { place: printed }, sources: [], notes }
  return { dateline: { ...splitPlace(place), ...(day !== undefined && { date: day }) }, sources: credit?.agencies ?? [], notes }
}

function fromTitle(text: string): Note {
  return info('headline-from-title', 'The document has no headline (hl1); its title was taken.', { part: 'headline' }, text)
}
