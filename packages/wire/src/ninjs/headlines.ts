import { type Content, type Note, plain, type Span, spansOf } from '@depesche/article/model'
import { check, info, present } from '../draft.ts'
import { htmlSpans } from '../html/html-spans.ts'
import { lineOf, markupOf, member, say, type View } from '../json/view.ts'
import { withoutTestMarker } from '../life/test-marks.ts'
import { type RoledText, roledTexts } from './roled-texts.ts'

export interface Headlines {
  readonly content: Omit<Content, 'blocks'>
  /** the headline was marked as a test */
  readonly test: boolean
  readonly notes: readonly Note[]
}

const MAIN = /^(?:main|headline|hed|html|xhtml|text|default)?$/
const ROLES = {
  subheadline: /^(?:sub[-_ ]?(?:headline|head|title|line)?|deck|dek|standfirst)$/,
  kicker: /^(?:kicker|overline|eyebrow|catchword|pre[-_ ]?title)$/,
  shortHeadline: /^(?:short[-_ ]?(?:headline|title)?|catchline)$/,
} as const satisfies Readonly<Record<Exclude<keyof Content, 'headline' | 'blocks'>, RegExp>>
const PART = { part: 'headline' }

/**
 * The headline and the lines around it. The standard leaves roles to the provider ("the role of this headline"), so the main one is the
 * one without a role or with a common one, else the first; descriptions whose role says that they are a line of the headline are read
 * as such. All other headlines stay where they are and become Notes.
 */
export function headlinesOf(root: View): Headlines {
  const headlines = roledTexts(root, 'headline', 'headlines')
  const isLine = ({ role }: RoledText) => Object.values(ROLES).some((pattern) => pattern.test(role))
  const main = headlines.find(({ role }) => MAIN.test(role)) ?? headlines.find((one) => !isLine(one))
  const lines = [...headlines, ...roledTexts(root, 'description', 'descriptions')].filter((one) => one !== main && isLine(one))
  const read = readLine(main) ?? titleOf(root)
  const marked = withoutTestMarker(plain(read.spans))
  const others = Object.entries(ROLES).map(([part, pattern]) => [part, readLine(lines.find(({ role }) => pattern.test(role)))] as const)
  const found = Object.fromEntries(others.map(([part, line]) => [part, line?.spans])) as Partial<
    Record<keyof typeof ROLES, readonly Span[]>
  >
  return {
    content: { ...present({ ...found }), headline: marked.test ? spansOf(marked.headline) : read.spans },
    test: marked.test,
    notes: [...read.notes, ...others.flatMap(([, line]) => line?.notes ?? []), ...markerNotes(marked.test)],
  }
}

interface Line {
  readonly spans: readonly Span[]
  readonly notes: readonly Note[]
}

function readLine(text: RoledText | undefined): Line | undefined {
  if (text === undefined) return undefined
  if (!text.isHtml) {
    const line = lineOf(text.value)
    return line === undefined ? undefined : { spans: spansOf(line), notes: entityNotes(line) }
  }
  const markup = markupOf(text.value)
  const read = markup === undefined ? undefined : htmlSpans(markup)
  if (read === undefined || read.spans.length === 0) return undefined
  say(text.value, plain(read.spans))
  return read
}

/** "Title is metadata, use headlines for publishable headlines": better than none, and a person should look. */
function titleOf(root: View): Line {
  const title = lineOf(member(root, 'title'))
  if (title === undefined) return { spans: [], notes: [] }
  return {
    spans: spansOf(title),
    notes: [check('headline-guessed', 'The item has no headline; its title was taken for one.', PART, title)],
  }
}

function entityNotes(line: string): readonly Note[] {
  if (!/&(?:amp|quot|lt|gt|nbsp|#\d{1,6}|#x[\da-f]{1,5});/i.test(line)) return []
  return [check('entities-in-text', 'Plain text holds HTML entities; they were left as they are.', PART, line)]
}

function markerNotes(test: boolean): readonly Note[] {
  return test ? [info('test-marker', 'The headline was marked as a test; the marker was taken off.', PART, '***TEST***')] : []
}
