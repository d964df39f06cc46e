import { type Draft, type Note, plain, Rejected, type Span, spansOf } from '@depesche/article/model'
import { blank, dropped, hold, info, present } from '../../draft.ts'
import { chooseLanguage } from '../../language/choose-language.ts'
import { doubtsAbout } from '../../life/doubts.ts'
import { saysTest, withoutTestMarker } from '../../life/test-marks.ts'
import { hasText, noHeadline, noText, readingText, withLede } from '../../life/wire-content.ts'
import type { Desk, Reading } from '../../reader.ts'
import { instantOfStamp } from '../../time/stamp.ts'
import { blocksIn } from '../../xml/blocks.ts'
import { at, attribute, below, type Element, elements, textOf } from '../../xml/element.ts'
import { factsOf } from './facts.ts'
import { identityOf, lifeOf } from './life.ts'

/** The agency's code among providers (NewsML-G2, `itemMeta/provider@qcode`). */
const AGENCY = 'nprov:KSDA'

/** True for a document whose newsItem is the agency's own. */
export function isAgency(root: Element): boolean {
  return itemsIn(root).some((item) => attribute(at(item, 'itemMeta', 'provider'), 'qcode') === AGENCY)
}

/**
 * Reads a document in the profile of the Swiss agency's robot (NewsML-G2 2.28, conformance power, XHTML inside; seen 2023 and 2024). Line
 * ends in it are CR CR LF: they say nothing about paragraphs.
 *
 * @throws Rejected for a message that holds several newsItems, and for one without a guid
 */
export function readAgency(root: Element, desk: Desk): Reading {
  const items = itemsIn(root)
  if (items.length !== 1)
    throw new Rejected('g2-items', `The message holds ${items.length} articles (newsItem); one is expected.`, 'Send one article per file.')
  return readItem(items[0]!, desk)
}

function itemsIn(root: Element): readonly Element[] {
  return root.name === 'newsItem' ? [root] : below(root, 'newsItem')
}

function readItem(item: Element, desk: Desk): Reading {
  const [itemMeta, contentMeta] = [at(item, 'itemMeta'), at(item, 'contentMeta')]
  const html = at(item, 'contentSet', 'inlineXML', 'html')
  const marked = withoutTestMarker(textOf(at(contentMeta, 'headline')) ?? textOf(at(html, 'head', 'title')) ?? '')
  const notices = [...elements(itemMeta, 'edNote'), ...elements(contentMeta, 'edNote')].flatMap((note) => textOf(note) ?? [])
  const test = marked.test || withoutTestMarker(textOf(at(html, 'head', 'title')) ?? '').test || notices.some(saysTest)
  const body = blocksIn(at(html, 'body'))
  const life = lifeOf(item, desk.zone)
  const facts = factsOf(item)
  const content = present({ headline: spansOf(marked.headline), shortHeadline: catchlineOf(contentMeta), blocks: withLede(body.blocks) })
  const tag = attribute(at(contentMeta, 'language'), 'tag') ?? attribute(item, 'xml:lang')
  const language = chooseLanguage(tag, readingText(content), desk.language)
  const draft: Draft = present({
    ...blank,
    ...facts,
    format: 'newsml-g2',
    identity: identityOf(item),
    version: life.version,
    language: language.language,
    content,
    instruction: life.instruction,
    withheld: life.withheld,
    embargo: life.embargo,
    expires: life.expires,
    test,
    ednotes: [...new Set(notices)],
    created: instantOfStamp(textOf(at(contentMeta, 'contentCreated')), desk.zone),
    versionCreated: instantOfStamp(textOf(at(itemMeta, 'versionCreated')), desk.zone),
  })
  const titles = [...titleDiffers(contentMeta, html), ...teaserNotes(contentMeta)]
  return {
    draft,
    notes: [
      ...life.notes,
      ...body.notes,
      ...language.notes,
      ...titles,
      ...markNotes(draft, marked.test),
      ...doubtsAbout(content),
      ...missing(draft),
    ],
  }
}

function markNotes(draft: Draft, marker: boolean): readonly Note[] {
  const notes = marker
    ? [info('test-marker', 'The headline was marked as a test; the marker was taken off.', { part: 'headline' }, '***TEST***')]
    : []
  const tested = draft.test ? [...notes, info('test', 'The item is a test: it never goes to a partner.', { part: 'test' })] : notes
  return draft.machineMade
    ? [...tested, info('machine-made', 'The text was written by a machine at the source; it says so to readers.', { part: 'machineMade' })]
    : tested
}

/** Always blank so far; a teaser is an advertisement for the story and no part of it. */
function catchlineOf(contentMeta: Element | undefined): readonly Span[] | undefined {
  const catchline = elements(contentMeta, 'description').find((one) => attribute(one, 'role') === 'drol:catchline')
  const text = textOf(catchline)
  return text === undefined ? undefined : spansOf(text)
}

function teaserNotes(contentMeta: Element | undefined): readonly Note[] {
  const teasers = elements(contentMeta, 'description').filter((one) => attribute(one, 'role') !== 'drol:catchline')
  return teasers.flatMap((one) => {
    const text = textOf(one)
    return text === undefined ? [] : [dropped('teaser', 'The item’s teaser is no part of the story.', { line: one.line }, text)]
  })
}

function titleDiffers(contentMeta: Element | undefined, html: Element | undefined): readonly Note[] {
  const [headline, title] = [textOf(at(contentMeta, 'headline')), textOf(at(html, 'head', 'title'))]
  if (headline === undefined || title === undefined || headline === title) return []
  return [info('title-differs', 'The title in the page differs from the headline; the headline was used.', { part: 'headline' }, title)]
}

/** A flash is a headline alone; a table needs no paragraph; a kill needs nothing. */
function missing({ content, instruction, storyType }: Draft): readonly Note[] {
  if (instruction === 'delete') return []
  const headless = plain(content.headline) === '' ? [noHeadline()] : []
  if (hasText(content.blocks)) return headless
  if (storyType !== 'flsh') return [...headless, noText()]
  return headless.length > 0 ? [hold('no-text', 'The flash has neither headline nor text.', { part: 'body' })] : []
}
