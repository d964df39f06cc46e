import { type Draft, type Note, plain, Rejected, spansOf } from '@depesche/article/model'
import { blank, info, present } from '../../draft.ts'
import { chooseLanguage } from '../../language/choose-language.ts'
import { doubtsAbout } from '../../life/doubts.ts'
import { PROVIDER } from '../../life/identities.ts'
import { saysTest, withoutTestMarker } from '../../life/test-marks.ts'
import { hasText, noHeadline, noText, readingText, withLede } from '../../life/wire-content.ts'
import type { Desk, Reading } from '../../reader.ts'
import { instantOfStamp } from '../../time/stamp.ts'
import { blocksInAll } from '../../xml/blocks.ts'
import { at, attribute, below, type Element, elements, textOf } from '../../xml/element.ts'
import { embargoOf } from '../embargo.ts'
import { identityOf, revisionOf } from '../identity.ts'
import { lifeOf } from '../life-cycle.ts'
import { factsOf } from './facts.ts'
import { newsLines } from './news-lines.ts'
import { isPicture, pictureDraft, picturesOf } from './picture.ts'

const SERVICE = 'SDA-ATS News Service'

/** True for a document in the profile of the Swiss agency: by its provider, or by the service that its envelope names. */
export function isAgency(root: Element): boolean {
  const services = elements(at(root, 'NewsEnvelope'), 'NewsService')
  const providers = below(root, 'ProviderId')
  return providers.some((one) => textOf(one) === PROVIDER) || services.some((one) => attribute(one, 'FormalName') === SERVICE)
}

/**
 * The Swiss agency's profile of NewsML 1.2, with NITF 3.0 inside (seen 2011 to 2019). Elements are selected by name: their order differs
 * between the agency's two writers.
 *
 * @throws Rejected for a document of none or several items, and for an item without an identity
 */
export function readAgency(root: Element, desk: Desk): Reading {
  const items = below(root, 'NewsItem')
  if (items.length !== 1)
    throw new Rejected(
      'newsml12-items',
      `The file holds ${items.length} articles (NewsItem); one is expected.`,
      'Send one article per file.',
    )
  return readItem(root, items[0]!, desk)
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
