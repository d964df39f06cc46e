import { type Draft, type Note, plain, Rejected, spansOf } from '@depesche/article/model'
import { peek, rootOf } from '../bytes/peek.ts'
import { blank, info, present } from '../draft.ts'
import { chooseLanguage } from '../language/choose-language.ts'
import { doubtsAbout } from '../life/doubts.ts'
import { saysTest, withoutTestMarker } from '../life/test-marks.ts'
import { hasText, noHeadline, noText, readingText, withLede } from '../life/wire-content.ts'
import type { Desk, Part, Reader, Reading, Upload } from '../reader.ts'
import { instantOfStamp } from '../time/stamp.ts'
import { blocksInAll } from '../xml/blocks.ts'
import { decodeXml } from '../xml/decode-xml.ts'
import { at, attribute, below, type Element, textOf } from '../xml/element.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { splitXml } from '../xml/split-xml.ts'
import { embargoOf } from './embargo.ts'
import { factsOf } from './facts.ts'
import { identityOf, revisionOf } from './identity.ts'
import { lifeOf } from './life-cycle.ts'
import { newsLines } from './news-lines.ts'
import { isPicture, pictureDraft, picturesOf } from './picture.ts'

/**
 * NewsML 1.2 (IPTC, 2003) with NITF 3.0 inside, in the profile of the Swiss agency (seen 2011 to 2019). Elements are selected
 * by name: their order differs between the agency's two writers.
 */
export const newsml12 = { format: 'newsml12', recognises, read, split } as const satisfies Reader

function recognises(bytes: Uint8Array): boolean {
  const root = rootOf(peek(bytes))
  return root?.name === 'NewsML' && (/<ProviderId>\s*www\.sda-ats\.ch\s*</.test(root.rest) || root.rest.includes('"SDA-ATS News Service"'))
}

function split({ bytes }: Upload): readonly Part[] | undefined {
  return splitXml(decodeXml(bytes).text, { parent: ['NewsML'], child: 'NewsItem', sign: /<(?:[\w.-]+:)?NewsItem[\s>]/g })
}

function read({ bytes }: Upload, desk: Desk): Reading {
  const decoded = decodeXml(bytes)
  const root = parseXml(decoded.text)
  const items = below(root, 'NewsItem')
  if (items.length !== 1)
    throw new Rejected(
      'newsml12-items',
      `The file holds ${items.length} articles (NewsItem); one is expected.`,
      'Send one article per file.',
    )
  const reading = readItem(root, items[0]!, desk)
  return { draft: reading.draft, notes: [...decoded.notes, ...reading.notes] }
}

function readItem(root: Element, item: Element, desk: Desk): Reading {
  const management = at(item, 'NewsManagement')
  const versionCreated = instantOfStamp(textOf(at(management, 'ThisRevisionCreated')), desk.zone)
  const revision = revisionOf(item)
  const life = lifeOf(management, revision)
  const comments = below(item, 'Comment').flatMap((comment) => textOf(comment) ?? [])
  const embargo = embargoOf(management, comments, desk.zone, versionCreated)
  const lines = newsLines(item, attribute(at(root, 'NewsEnvelope', 'NewsProduct'), 'FormalName'))
  const facts = factsOf(root, item)
  const marker = withoutTestMarker(lines.headline)
  const body = blocksInAll(below(item, 'body.content'))
  const content = { ...lines.content, headline: spansOf(marker.headline), blocks: withLede(body.blocks) }
  const language = chooseLanguage(facts.language, readingText(content), desk.language)
  const draft: Draft = present({
    ...blank,
    ...facts.draft,
    format: 'newsml12',
    identity: identityOf(item),
    version: revision.version,
    language: language.language,
    content,
    instruction: life.instruction,
    withheld: life.withheld,
    embargo: embargo.embargo,
    test: marker.test || comments.some(saysTest),
    dateline: lines.dateline,
    byline: lines.byline,
    storyType: lines.storyType,
    ednotes: comments,
    created: instantOfStamp(textOf(at(management, 'FirstCreated')), desk.zone),
    versionCreated,
    pictures: picturesOf(item),
  })
  const notes = [
    ...life.notes,
    ...embargo.notes,
    ...facts.notes,
    ...lines.notes,
    ...body.notes,
    ...language.notes,
    ...markerNote(marker.test),
    ...doubtsAbout(content),
  ]
  const reading: Reading = { draft, notes: [...notes, ...missing(draft)] }
  return isPicture(reading) ? pictureDraft(reading, item) : reading
}

function markerNote(test: boolean): readonly Note[] {
  return test ? [info('test-marker', 'The headline was marked as a test; the marker was taken off.', { part: 'headline' })] : []
}

/** A kill needs no text, and a picture's caption is its headline. */
function missing({ content, instruction, type, pictures }: Draft): readonly Note[] {
  if (instruction === 'delete' || instruction === 'stop') return []
  const notes = plain(content.headline) === '' ? [noHeadline()] : []
  return hasText(content.blocks) || type === 'picture' || pictures.length > 0 ? notes : [...notes, noText()]
}
