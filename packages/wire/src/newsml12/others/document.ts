import { type Content, type Draft, type Note, plain } from '@depesche/article/model'
import { blank, info, present } from '../../draft.ts'
import { chooseLanguage } from '../../language/choose-language.ts'
import { doubtsAbout } from '../../life/doubts.ts'
import { takeOpeningDateline } from '../../life/opening-dateline.ts'
import { hasText, noHeadline, noText, readingText, withLede } from '../../life/wire-content.ts'
import { lineIn } from '../../newsml-g2/standard/line.ts'
import { mergedLines, mergedLists } from '../../newsml-g2/standard/nitf-text.ts'
import { otherCredits } from '../../newsml-g2/standard/parties.ts'
import { settledLife } from '../../newsml-g2/standard/settled.ts'
import type { Desk, Reading } from '../../reader.ts'
import { below, type Element } from '../../xml/element.ts'
import { notCarried } from '../../xml/not-carried.ts'
import { type Tracked, tracked } from '../../xml/tracked.ts'
import { CODES } from './codes.ts'
import { factsOf } from './facts.ts'
import { lifeOf } from './life.ts'
import { linesOf } from './lines.ts'
import { picturesOf } from './pictures.ts'
import { itemIn, refuse } from './refuse.ts'
import { encodedIn } from './rendition.ts'
import { type Story, storyIn } from './story.ts'
import { textOf } from './text.ts'

/**
 * Reads a parsed document of NewsML 1.0 to 1.2 with one NewsItem, by anyone.
 *
 * @throws Rejected for a document without an item, for an item without an identity, for pictures, recordings, packages and parts of an item
 */
export function readOthers(root: Element, desk: Desk): Reading {
  const item = itemIn(root)
  return readItem(tracked(root), item, storyIn(item, desk.language), desk)
}

function readItem(account: Tracked, item: Element, story: Story | undefined, desk: Desk): Reading {
  const comments = below(item, 'Comment').flatMap((comment) => account.text(comment, lineIn) ?? [])
  const lines = linesOf(account, item, story)
  const told = [...new Set([...comments, ...lines.advisories])]
  const life = lifeOf(account, item, told, desk.zone)
  const facts = factsOf(account, item, story?.chain ?? [])
  const pictures = picturesOf(account, item, story?.chain ?? [])
  const read = new Set(story?.renditions.map(({ holder }) => holder))
  const encoded = encodedIn(item)
    .filter((one) => !read.has(one))
    .map((one) => account.whole(one))
  const text = textOf(account, story, desk)
  const nitf = text.nitf?.draft
  const merged = mergedLines(lines.content, { ...facts.draft, ...lines.fields, ...(lines.dateline && { dateline: lines.dateline }) }, nitf)
  const settled = settledLife(life, life.editors, text.nitf, lines.test)
  refuse(item, {
    text,
    hasHeadline: plain(merged.content.headline) !== '',
    isTakenBack: settled.instruction === 'delete' || settled.withheld,
  })
  const opening = nitf?.dateline ? { blocks: text.blocks, sources: [], notes: [] } : takeOpeningDateline(text.blocks, lines.printed)
  const content: Content = { ...merged.content, blocks: withLede(opening.blocks) }
  const language = chooseLanguage(story?.language ?? facts.language, readingText(content), desk.language)
  const credits = [lines.fields.credit, lines.credited, nitf?.credit, 'credit' in opening ? opening.credit : undefined]
  const { notes: _, ...becomes } = settled
  const { identity, version, created, versionCreated } = life
  const draft = mergedLists(
    present({
      ...blank,
      ...facts.draft,
      ...lines.fields,
      ...merged.fields,
      ...becomes,
      identity,
      version,
      created,
      versionCreated,
      format: 'newsml12' as const,
      language: language.language,
      content,
      dateline: merged.fields.dateline ?? lines.dateline ?? ('dateline' in opening ? opening.dateline : undefined),
      credit: credits.find((one) => one !== undefined),
      sources: [...new Set([...facts.draft.sources, ...lines.sources, ...opening.sources])],
      subjects: [...facts.draft.subjects, ...lines.keywords.map((name) => ({ scheme: 'keyword', code: name, name }))],
      urgency: facts.draft.urgency ?? nitf?.urgency ?? life.editors.facts.urgency,
      ednotes: [...new Set([...told, ...lines.rights, ...facts.rights])],
      pictures: [...pictures.pictures, ...text.pictures],
    }),
    nitf,
  )
  return {
    draft,
    notes: [
      ...settled.notes,
      ...facts.notes,
      ...lines.notes,
      ...merged.notes,
      ...(story?.notes ?? []),
      ...text.notes,
      ...opening.notes,
      ...otherCredits(credits),
      ...pictures.notes,
      ...encoded.map(({ line }) => info('encoded', 'A file stands in the item as letters; it is no part of the text.', { line })),
      ...language.notes,
      ...(draft.test ? [info('test', 'The item is a test: it never goes to a partner.', { part: 'test' })] : []),
      ...doubtsAbout(content),
      ...missing(draft),
      ...notCarried(account, CODES),
    ],
  }
}

/** A kill needs no text. */
function missing({ content, instruction }: Draft): readonly Note[] {
  if (instruction === 'delete' || instruction === 'stop') return []
  const notes = plain(content.headline) === '' ? [noHeadline()] : []
  return hasText(content.blocks) ? notes : [...notes, noText()]
}
