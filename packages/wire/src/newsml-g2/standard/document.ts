import { blockText, type Content, type Draft, type Note, plain } from '@depesche/article/model'
import { blank, info, present } from '../../draft.ts'
import { chooseLanguage } from '../../language/choose-language.ts'
import { doubtsAbout } from '../../life/doubts.ts'
import { hasText, noHeadline, noText, readingText, withLede } from '../../life/wire-content.ts'
import type { Desk, Reading } from '../../reader.ts'
import { cleanDecoded } from '../../text/clean-characters.ts'
import { attribute, type Element, rawText } from '../../xml/element.ts'
import { notCarried } from '../../xml/not-carried.ts'
import { tracked } from '../../xml/tracked.ts'
import { CODES } from './codes.ts'
import { teaserNotes } from './descriptions.ts'
import { ednotesOf } from './ednotes.ts'
import { factsOf } from './facts.ts'
import { headlinesOf } from './headlines.ts'
import { type Item, itemOf } from './item.ts'
import { labelNotes } from './labels.ts'
import { identityOf, lifeOf } from './life.ts'
import { linkedWith } from './links.ts'
import { mergedLines, mergedLists, nitfIn, without } from './nitf-text.ts'
import { otherCredits } from './parties.ts'
import { openingOf, placeOf } from './place.ts'
import { newsItemIn, refuseKinds } from './refuse.ts'
import { type Rendition, renditionOf } from './rendition.ts'
import { settledLife } from './settled.ts'
import { type TextRead, textOfItem, told } from './text.ts'
import { languageOf, stampsOf } from './version-facts.ts'

/**
 * Reads a parsed document of NewsML-G2 2.x: a newsItem, alone or in a message.
 *
 * @throws Rejected for all that is no story, and for an item without a guid
 */
export function readStandard(root: Element, desk: Desk): Reading {
  const rendition = renditionOf(newsItemIn(root))
  // a NITF has an account of its own
  const document = rendition?.kind === 'nitf' ? without(root, rendition.element) : root
  const account = tracked(document)
  const item = itemOf(account, newsItemIn(document))
  // addresses of schemas, in pairs
  for (const element of [document, item.element]) account.passOver(element, ['xsi:schemaLocation'])
  return readItem(item, rendition, desk)
}

function readItem(item: Item, rendition: Rendition | undefined, desk: Desk): Reading {
  const { account } = item
  const identity = identityOf(item)
  const life = lifeOf(item, desk.zone)
  const stamps = stampsOf(item, desk.zone)
  const editors = ednotesOf(item, { zone: desk.zone, reference: stamps.versionCreated }, life.embargo)
  const headlines = headlinesOf(item, rendition?.title)
  const facts = factsOf(item)
  const linked = linkedWith(item)
  const labels = labelNotes(item)
  const nitf = rendition?.kind === 'nitf' ? nitfIn(rendition.element, desk, account) : undefined
  const text: TextRead = nitf ? told(account, { blocks: nitf.draft.content.blocks, pictures: [], notes: [] }) : textOfItem(item, rendition)
  const lines = mergedLines(headlines.content, facts.draft, nitf?.draft)
  const settled = settledLife(life, editors, nitf, headlines.test)
  const kinds = refuseKinds(item, {
    hasText: text.blocks.some((block) => /[\p{L}\p{N}]/u.test(blockText(block))),
    hasHeadline: plain(lines.content.headline) !== '',
    isTakenBack: settled.instruction === 'delete' || settled.withheld,
  })
  const opening = openingOf(item, facts, text.blocks, nitf?.draft)
  const content: Content = { ...lines.content, blocks: withLede(opening.blocks) }
  const tag = languageOf(item) ?? (rendition && attribute(rendition.element, 'xml:lang'))
  const language = chooseLanguage(tag, readingText(content), desk.language)
  const place = placeOf(lines.fields.dateline ?? facts.draft.dateline ?? opening.dateline, facts)
  const credits = [...facts.credits.slice(0, 2), nitf?.draft.credit, opening.credit, ...facts.credits.slice(2)]
  const { notes: _, ...becomes } = settled
  const draft = mergedLists(
    present({
      ...blank,
      ...facts.draft,
      ...lines.fields,
      ...becomes,
      ...stamps,
      format: 'newsml-g2',
      identity,
      machineMade: facts.draft.machineMade || editors.facts.machineMade === true,
      version: life.version,
      language: language.language,
      content,
      dateline: place.dateline,
      credit: credits.find((one) => one !== undefined),
      sources: [...new Set([...facts.draft.sources, ...opening.sources])],
      urgency: facts.draft.urgency ?? nitf?.draft.urgency ?? editors.facts.urgency,
      ednotes: editors.ednotes,
      associations: linked.associations,
      pictures: [...linked.pictures, ...text.pictures],
    }),
    nitf?.draft,
  )
  const teasers = teaserNotes(item, content)
  return {
    draft,
    notes: [
      ...cleanDecoded(`${rawText(item.meta)}\n${rawText(item.content)}`).notes,
      ...settled.notes,
      ...kinds,
      ...headlines.notes,
      ...lines.notes,
      ...facts.notes,
      ...text.notes,
      ...opening.notes,
      ...place.notes,
      ...otherCredits(credits),
      ...language.notes,
      ...linked.notes,
      ...teasers,
      ...labels,
      ...testNotes(draft.test),
      ...doubtsAbout(content),
      ...missing(draft),
      ...notCarried(account, CODES),
    ],
  }
}

function testNotes(test: boolean): readonly Note[] {
  return test ? [info('test', 'The item is a test: it never goes to a partner.', { part: 'test' })] : []
}

/** A kill needs no text, and neither has what the source takes back. */
function missing({ content, instruction }: Draft): readonly Note[] {
  if (instruction === 'delete') return []
  const notes = plain(content.headline) === '' ? [noHeadline()] : []
  return hasText(content.blocks) ? notes : [...notes, noText()]
}
